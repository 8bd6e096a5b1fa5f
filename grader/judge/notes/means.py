"""Means to evade the rules, which honest work does not need. A person looks at them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Means:
    """One kind of means, with an `id` of one word. `words` say what it can be used for.

    It is recognised by `names` anywhere (an attribute, an imported name, a text given to getattr),
    by imported `modules` with all their contents, and by called `builtins`.
    """

    id: str
    words: str
    names: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()
    builtins: frozenset[str] = frozenset()

    def words_of_names(self) -> frozenset[str]:
        """Returns words of which every dotted name of these means contains at least one."""
        return self.names | self.builtins | {module.rpartition(".")[2] for module in self.modules}


LONG = "2**64"  # the name for whole numbers with so many digits


def _kind(id: str, words: str, names: str = "", modules: str = "", builtins: str = "") -> Means:
    known: Iterable[frozenset[str]] = (frozenset(text.split()) for text in (names, modules, builtins))
    return Means(id, words, *known)


MEANS = (
    _kind(
        "frames",
        "sees calls of other code, those of the grader's worker too",
        "_getframe _getframemodulename _current_frames currentframe getouterframes getinnerframes tb_frame f_back"
        " f_locals f_globals f_builtins gi_frame cr_frame ag_frame walk_stack walk_tb",
        "inspect.stack inspect.trace",
    ),
    _kind(
        "objects",
        "finds any object of the process, those of the grader's worker too",
        "__subclasses__ get_objects get_referrers get_referents __self__ getclosurevars getmembers_static",
    ),
    _kind("grader", "works with the grader's own code", modules="grader"),
    _kind(
        "modules",
        "replaces modules, or makes new copies of them",
        "module_from_spec exec_module load_module BuiltinImporter spec_from_file_location SourceFileLoader run_path",
        "sys.modules importlib.reload importlib.machinery imp runpy _thread _imp builtins unittest.mock",
    ),
    _kind(
        "memory",
        "calls C functions and reads any memory",
        "ctypeslib data_as load_library",
        "ctypes _ctypes cffi mmap",
    ),
    _kind(
        "operators",
        "defines or calls operators of torch by its inner doors",
        "redispatch redispatch_boxed call_boxed custom_op register_kernel get_kernel impl_abstract _handle"
        " _dispatch_get_computed_kernel_for_dispatch_key",
        "torch.library torch._library torch._custom_op torch._custom_ops torch._ops torch.ops",
    ),
    _kind(
        "dispatch",
        "decides what sees torch's operations as they run",
        "DispatchKey DispatchKeySet _ExcludeDispatchKeyGuard _IncludeDispatchKeyGuard _ForceDispatchKeyGuard"
        " _AutoDispatchBelowAutograd _AutoDispatchBelowADInplaceOrView _DisableTorchDispatch _EnableTorchFunction"
        " _dispatch_tls_set_dispatch_key_excluded _dispatch_tls_set_dispatch_key_included __torch_dispatch__"
        " TorchDispatchMode _python_dispatch _make_wrapper_subclass DisableTorchFunction DisableTorchFunctionSubclass"
        " _disable_current_modes _get_current_function_mode _get_function_stack_at _get_current_function_mode_stack"
        " _len_torch_dispatch_stack"
        " _len_torch_function_stack _pop_mode _pop_torch_dispatch_stack _pop_torch_function_stack"
        " _disabled_torch_function_impl _disabled_torch_dispatch_impl",
        "torch._C",
    ),
    _kind(
        "tracing",
        "follows the calls of all code",
        "setprofile settrace _setprofileallthreads _settraceallthreads setprofile_all_threads settrace_all_threads"
        " f_trace addaudithook",
        "sys.monitoring",
    ),
    _kind(
        "torch-code",
        "runs what torch itself has written in Python",
        "_decomp _refs _prims _prims_common _inductor _meta_registrations",
    ),
    _kind(
        "code",
        "makes code while it runs, which the file does not show",
        "FunctionType CodeType __code__ __closure__ cell_contents __globals__",
        "marshal pickle _pickle dill cloudpickle shelve",
        "exec eval compile getattr __import__ import_module find_spec find_module resolve_name",
    ),
    _kind(
        "engine",
        "takes derivatives by another library, or writes down what torch has derived",
        "make_fx symbolic_trace proxy_tensor next_functions _execution_engine",
        "sympy torch.utils._sympy mpmath jax autograd tangent casadi symengine tensorflow theano aesara pytensor"
        " functorch torch.fx torch._functorch",
    ),
    _kind(
        "differences",
        "takes differences or fits a curve for a derivative, in more digits than the formats judged have",
        f"longdouble clongdouble float128 complex256 approx_fprime approx_derivative polyder {LONG}",
        "decimal fractions gmpy2 flint numdifftools numpy.gradient numpy.polynomial torch.gradient scipy.differentiate"
        " scipy.interpolate scipy.misc.derivative",
    ),
    _kind(
        "complex",
        "has complex numbers, whose imaginary part can carry a derivative",
        "complex64 complex128 cfloat cdouble csingle imag view_as_real view_as_complex polar",
        "cmath torch.complex",
        "complex",
    ),
    _kind(
        "arithmetic",
        "has numbers with arithmetic of their own, which can carry a derivative along",
        "__mul__ __rmul__ __truediv__ __rtruediv__ __pow__ __torch_function__ matrix_exp matrix_power",
        "torch.linalg.solve torch.linalg.inv torch.inverse numpy.linalg.solve numpy.linalg.inv",
    ),
)
