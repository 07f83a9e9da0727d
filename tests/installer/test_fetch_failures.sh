# Each way in which a download can fail has its sentence, and the next run completes what is missing.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
small_wheels

unset PIP_NO_INDEX
export PIP_INDEX_URL=http://127.0.0.1:9/simple
PIP_FIND_LINKS=/nowhere setup --cpu --no-build; expect_status 1
expect_said "No network: torch 2.11.0 could not be downloaded."; expect_said "run the same command again"
export PIP_NO_INDEX=1

cp "$sandbox/installer/lock.txt" "$sandbox/good"
sed -i '/^torch/s/sha256:..../sha256:0000/' "$sandbox/installer/lock.txt"
setup --cpu --no-build; expect_status 1
expect_said "torch 2.11.0: what came over the network is not what installer/lock.txt names"
expect_no_file "$tree/torch"
cp "$sandbox/good" "$sandbox/installer/lock.txt"

fake df <<<'echo head; echo "disk 100 99 1 99% /"'
setup --cpu --no-build; expect_status 1; expect_said "The disk is too full: LibTorch needs"; expect_no_file "$tree/torch"
rm "$sandbox/fakes/df"

fake unzip <<<'echo "unzip:  write error (disk full?).  Continue? (y/n/^C)" >&2; exit 50'
setup --cpu --no-build; expect_status 1; expect_said "The disk is full: unpacking torch 2.11.0 did not fit."
expect_no_file "$tree/torch"

# Killed while unpacking: no marker, so nothing of it counts, and the next run starts that wheel anew.
fake unzip <<<'mkdir -p "${@: -1}/torch/lib"; echo half >"${@: -1}/torch/lib/libc10.so"; sleep 30'
setsid "$sandbox/installer/setup" --cpu --no-build >/dev/null 2>&1 &
group=$!
for _ in $(seq 100); do [[ -z $(find "$cache" -path '*.unpack*' -name libc10.so) ]] || break; sleep 0.1; done
kill -9 -- -$group; wait $group 2>/dev/null || true
[[ -z $(ls "$tree/.have" 2>/dev/null) ]] || wrong "a killed setup leaves no marker"
expect_no_file "$tree/torch"
rm "$sandbox/fakes/unzip"
setup --cpu --no-build; expect_status 0; expect_file "$tree/torch/lib/libc10.so"
[[ -z $(find "$cache" -maxdepth 2 -name '.unpack*') ]] || wrong "leftovers of the killed setup are removed"

if ((EUID != 0)) || command -v setpriv >/dev/null; then
  export XDG_CACHE_HOME=/proc/nowhere
  as_nobody --cpu --no-build; expect_status 1; expect_said "The cache folder /proc/nowhere/lathe cannot be written."
fi
