# The committed lock is whole; one that lacks a hash or a section is refused before anything is downloaded.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
lock=$sandbox/installer/lock.txt

here=$sandbox/installer
for part in say lock; do source "$here/lib/$part.sh"; done
log=/dev/null
(check_lock cpu parquet cuda nvcc) || wrong "the committed lock is whole"
for name in torch nvidia-cuda-runtime nvidia-cuda-cupti; do
  lock_lines cpu | grep -q "^$name==" || wrong "[cpu] names $name"
done
lock_lines cpu | grep -q '^torch==2.11.0 ' || wrong "the lock names torch 2.11.0"
[[ $(lock_lines cpu | grep '^torch==') == "$(lock_lines cuda | grep '^torch==')" ]] || wrong "both sections name the same torch"
[[ -z $(lock_lines nosuch) ]] || wrong "an unknown section is empty"
[[ $(requirement_title "torch==2.11.0 --hash=sha256:0") == "torch 2.11.0" ]] || wrong "a requirement has a readable title"

sed -i 's/^\(nvidia-cuda-cupti==[0-9.]*\).*/\1/' "$lock"
setup --cpu --no-build; expect_status 1
expect_said "this line lacks an exact version or a sha256 hash: nvidia-cuda-cupti==13.0.85"
expect_no_file "$tree"

echo "# nothing" >"$lock"
setup --cpu --no-build; expect_status 1; expect_said "has no section [cpu]"
rm "$lock"
setup --cpu --no-build; expect_status 1; expect_said "lock.txt is missing."
