# Wrong usage ends with 2 and says what is wrong; help ends with 0.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"

setup --frobnicate; expect_status 2; expect_said "There is no option --frobnicate."; expect_said "--no-window"
setup --preset; expect_status 2; expect_said "--preset wants a value."
setup --preset shiny; expect_status 2; expect_said "There is no preset shiny."
setup --jobs 0; expect_status 2; expect_said "--jobs wants a whole number above zero, not 0."
setup --help; expect_status 0; expect_said "--cpu"
