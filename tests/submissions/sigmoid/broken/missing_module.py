# expect: S102
import a_module_that_does_not_exist
