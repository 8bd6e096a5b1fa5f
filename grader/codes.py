"""Every code that a report or an error can carry: what it means, and what to do. They stay the same
from version to version.
"""

from .author_codes import AUTHOR_CODES, Code

CODES = AUTHOR_CODES | {
    # the submission cannot be used
    "S101": Code("not-utf8", "The file is not UTF-8 text. Save it as UTF-8 in your editor."),
    "S102": Code(
        "import-fails",
        "The file cannot be imported: Python stops at a syntax error, or a statement at the top of the file raises "
        "an exception.",
    ),
    "S103": Code("file-too-large", "The file is larger than a submission may be. Data does not belong in it."),
    "S104": Code(
        "name-missing", "The file does not define the name that the exercise asks for. Compare with `grader start`."
    ),
    "S105": Code(
        "wrong-signature",
        "The function does not take the arguments that the exercise passes. Compare its signature with `grader start`.",
    ),
    "S106": Code("file-empty", "The file is empty."),
    "S107": Code("not-started", "Not started: the code raises NotImplementedError, as the starter does."),
    "S108": Code(
        "call-fails",
        "The code raises an exception when it is called. The line is in your file; run the call in Python to see "
        "it all.",
    ),
    "S109": Code(
        "no-tensor",
        "The code returns something else than an ordinary floating-point torch.Tensor (for a backward function: "
        "one for each input).",
    ),
    "S110": Code(
        "graph-cut",
        "Autograd cannot reach the inputs from the result: detach, .data, .item(), numpy, no_grad or "
        "torch.tensor(...) cut the graph.",
    ),
    "S111": Code("out-of-memory", "The code wants more memory than a submission may use."),
    "S112": Code("process-ends", "The code ends its process: it calls exit, or crashes the interpreter."),
    "S113": Code("time-out", "The code takes too long: an endless loop, or far too much work."),
    "S114": Code("connection-broken", "The code writes into the connection between it and the grader, or closes it."),
    "S115": Code(
        "parameter-replaced",
        "The parameter of a training step is no longer a leaf that requires a gradient, or lies in other memory, as "
        "after weight.data = ..., so that a view of its old memory does not see the step. Change its numbers in place, "
        "inside of torch.no_grad(), and nothing else about it.",
    ),
    "S116": Code(
        "not-allowed",
        "The code asks for what a submission may not have: files other than those of Python and torch, files to write, "
        "the network, other processes, or signals to them. What only you need (a plot to save, a log) belongs beneath "
        '`if __name__ == "__main__":`, which is not run here.',
    ),
    "S117": Code(
        "cpu-time",
        "The code used more CPU time than a submission may, in all its threads and calls together.",
    ),
    "S118": Code(
        "too-many-threads", "The code starts more threads than a submission may have, or than its memory allows."
    ),
    "S119": Code(
        "too-much-written",
        "The code writes more, or opens more files, than a submission may. What print prints is cut and costs nothing.",
    ),
    "S120": Code("answer-too-large", "An answer has more bytes than one may have. Is a shape broadcast by mistake?"),
    "S121": Code(
        "device-fails",
        "The code makes the accelerator fail, by an index that is out of range for example: that process can compute "
        "nothing more on it. Run the call on the CPU, where the same mistake is told better.",
    ),
    "S122": Code(
        "no-python-file",
        "The file is no Python, whatever its name says, but a document, a page, a picture, an archive, or a notebook "
        "in another language. Hand in a plain .py file, or a Jupyter notebook in Python.",
    ),
    "S123": Code(
        "functions-replaced",
        "The code replaces functions of Python or of the grader, such as json.loads, in the process that calls it.",
    ),
    "S124": Code(
        "notebook-broken",
        "The notebook cannot be read: its file is damaged, or ends in the middle. Open it in Jupyter and save it "
        "again.",
    ),
    "S125": Code(
        "file-missing",
        "Nothing was handed in for this exercise of the assignment: there is no file of its name. The others are "
        "graded all the same.",
    ),
    # checks
    "V201": Code(
        "wrong-values", "The function's values are wrong: farther from the exact ones than rounding explains."
    ),
    "V202": Code(
        "values-change",
        "The function gives another result for the same input when it is called again, with other calls in between. It "
        "is random, or it uses what an earlier call has left: a variable of the file, a cache, memory that was never "
        "filled.",
    ),
    "G301": Code("wrong-backward", "The gradient of the backward function, written by hand, is wrong."),
    "G302": Code(
        "wrong-autograd",
        "The gradient that autograd takes through the function is wrong, for example nan where an intermediate "
        "result overflows.",
    ),
    "G304": Code(
        "no-derivative-by-hand",
        "There is no derivative by hand: define NAME_backward(grad_output, ...) or put an autograd.Function behind "
        "the function that has all of it. Around that autograd may move, add up and average gradients (reshape, chunk, "
        "sum, mean and the like), and nothing else.",
    ),
    "G305": Code(
        "gradients-change",
        "The gradient is another one for the same input when it is asked for again, with other calls in between. A "
        "backward pass has to work from its own arguments, or from what its own forward call has saved in ctx: in a "
        "network the function is called many times before the first backward pass.",
    ),
    "P801": Code(
        "too-slow",
        "The code is too slow beside torch, for sure. It needs operations on whole tensors, not loops over their "
        "entries, and no intermediate result that is much larger than its inputs.",
    ),
    "P803": Code(
        "wrong-when-timed",
        "A timed call gives wrong results, though the function is right else: the time says nothing.",
    ),
    "P804": Code("input-returned", "A timed call gives memory of its input as its result, or changes its input."),
    "P805": Code(
        "too-fast",
        "The code takes less time than moving its numbers from one place to another would. Nobody can be as fast, so "
        "that a person has to find out how it was done.",
    ),
    "P806": Code(
        "not-timeable",
        "The submission keeps itself from being timed: its memory, with the results of timed calls, cannot be read any "
        "more. Others can be timed on the same machine.",
    ),
    "P807": Code(
        "other-when-watched",
        "Timed calls give other results when the grader watches what they call than when it does not, on the same "
        "numbers. What is timed has to be what is watched.",
    ),
    "C401": Code("wrong-shape", "A result has another shape than it should have."),
    "C402": Code("wrong-dtype", "A result has another dtype than the inputs."),
    "C403": Code(
        "input-changed",
        "The code changes tensors that it was given, or the gradients of parameters. A method that ends in _ and += do "
        "that, and so does a change of x.data. Work out of place, or on a clone.",
    ),
    "C404": Code("memory-shared", "A result shares memory with an input, so that changing one changes the other."),
    "C405": Code(
        "wrong-for-shape",
        "Results are wrong for inputs of this shape, though their shape is right: are dimensions mixed up?",
    ),
    "C406": Code(
        "closure-ignored",
        "step(closure) does not treat the closure as every torch.optim.Optimizer does: call it once, before anything "
        "is changed, within `with torch.enable_grad():`, since it computes gradients, and return its loss.",
    ),
    "C407": Code(
        "result-overwritten",
        "A result changes when the function is called again: it lies in memory that the function keeps and writes to. "
        "Make a new tensor in every call.",
    ),
    "C408": Code(
        "caller-changed",
        "A call leaves something changed that belongs to the caller: whether torch records for gradients, its default "
        "dtype, the seed of its random numbers, requires_grad or .grad of an input, p.grad of a parameter that is set "
        "to None. Use `with torch.no_grad():`, pass dtype=, make a torch.Generator of your own, or work on x.detach(); "
        "leave it to the caller when gradients are cleared.",
    ),
    "C409": Code(
        "parameter-layout",
        "The optimizer fails where parameters are 0-d or not contiguous in memory, or where add_param_group has added "
        "a group after some steps. Work with p as a whole, read self.param_groups anew in every step, and make the "
        "state of a parameter in its first step.",
    ),
    "T501": Code(
        "path-left",
        "The optimizer leaves the exact path of the parameters. The report names the first step that diverges.",
    ),
    "T502": Code(
        "step-wrong", "The training step takes the parameter elsewhere. The report names the first step that diverges."
    ),
    "T503": Code(
        "optimizers-mixed",
        "The first scenario is run again, with a new optimizer of the class: first with step(closure) and with another "
        "group of parameters beside, and where that goes elsewhere, without either. The report says which of the three "
        "it takes: a new optimizer is enough if optimizers share something or are random, a second group if parameters "
        "do, such as one count of steps in self for all of them; else step(closure) does not do what step() does.",
    ),
    "B701": Code(
        "wrong-memory",
        "The result has memory of its own, shares that of an input, or is an input that was changed in place, and the "
        "exercise asks for another of these.",
    ),
    "B702": Code(
        "wrong-graph",
        "The result is part of autograd's graph, or requires a gradient, where it should be cut off from it, or the "
        "other way round.",
    ),
    "D601": Code(
        "wrong-distribution",
        "The numbers drawn do not have the distribution that the exercise asks for, or are few different ones of it.",
    ),
    "D602": Code(
        "not-independent",
        "The numbers drawn are not independent: some are used again, neighbours hang together, they are spread too "
        "evenly, or a second call draws the same again. Draw every element anew, and set no seed.",
    ),
    "D603": Code(
        "not-finite",
        "A number drawn is infinite or nan. torch.rand draws from [0, 1): 0 is among its numbers, and its logarithm is "
        "infinite.",
    ),
    "R701": Code(
        "forbidden-call",
        "The submission calls a function of torch that does what is to be written here, or a relative that gives it "
        "away; it was seen to run, whatever it is called in the file. All points are lost: what was judged is not the "
        "student's own work. Build it from arithmetic and functions such as torch.exp and torch.where.",
    ),
    "R702": Code(
        "derived-by-autograd",
        "The derivative that is to be written by hand comes out of autograd, which the code has run. All points are "
        "lost. Write down the formula of the derivative.",
    ),
    # ours
    "E901": Code("grader-bug", "A bug in grader. It costs no points; please report it with the text that was printed."),
    "E902": Code("torch-missing", "torch cannot be imported by the worker. Is it installed where grader is?"),
    "E903": Code(
        "worker-bug", "The worker failed in its own code, not in the submission. It costs no points; please report it."
    ),
    "E904": Code(
        "isolation-missing",
        "This machine cannot isolate submissions as well as the setting require_isolation of the course demands. It "
        "costs no points. `grader doctor` says what is missing and how to get it.",
    ),
    "E905": Code(
        "template-died",
        "The process that forks workers has died, and this submission's worker with it. It costs no points; grade it "
        "again. At level L0 one submission can do that to others: see `grader doctor`.",
    ),
    "E906": Code(
        "judge-died",
        "A process that judges the submissions of a batch has died, perhaps for want of memory, or hangs. It costs no "
        "points; the same command tries again.",
    ),
    "E907": Code(
        "nodes-differ",
        "A node of the cluster would judge by other exercises, or with another grader, than the machine that the batch "
        "was started on, so it got nothing to judge. Have the course in the same path on every node, or its plugins "
        "installed there.",
    ),
    "E908": Code(
        "cluster-fails",
        "The cluster that judges the submissions of a batch cannot be used, or starts no judges. It costs no points, "
        "and what was judged is kept; the same command goes on.",
    ),
    "E909": Code(
        "device-missing",
        "This machine has not the device that the setting require_device of the course demands, or torch cannot use "
        "it. It costs no points.",
    ),
}


def with_name(code: str) -> str:
    """A code as it is shown to people: `R701 forbidden-call`."""
    return f"{code} {CODES[code].name}" if code in CODES else code
