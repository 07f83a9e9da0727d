# What setup cannot serve is refused by name, with a mend; what is untried is said to be.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
small_wheels

os_release fedora 41 "Fedora Linux 41 (Workstation Edition)"
setup --cpu --no-build; expect_status 1
expect_said "Setup does not know this distribution: Fedora Linux 41 (Workstation Edition)."
expect_said "It knows Debian 12, Debian 13 and Ubuntu 24.04"
expect_no_file "$tree"

os_release debian 11 "Debian GNU/Linux 11 (bullseye)"
setup --cpu --no-build; expect_status 1; expect_said "Debian GNU/Linux 11 (bullseye)"

rm "$LATHE_OS_RELEASE"
setup --cpu --no-build; expect_status 1; expect_said "an unknown system"

for system in "debian 13" "ubuntu 24.04"; do
  os_release ${system% *} "${system#* }" "$system"
  setup --cpu --no-build; expect_status 0; expect_said "untried"
done

os_release debian 12 "Debian GNU/Linux 12 (bookworm)"
fake uname <<<'echo aarch64'
setup --cpu --no-build; expect_status 1
expect_said "Lathe is built for x86-64 processors; this machine is aarch64."
