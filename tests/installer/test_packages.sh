# Only missing packages are asked for; without rights, network or space one sentence says so and how to mend it.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
small_wheels

setup --cpu --no-build; expect_status 0; expect_said "all there"; expect_not_said "apt-get was called"

lacks() { fake dpkg-query <<<"case \"\$*\" in *ccache* | *qt6-svg-dev*) exit 1 ;; *) echo installed ;; esac"; }
lacks
install="apt-get update && apt-get install -y --no-install-recommends ccache qt6-svg-dev"
as_nobody --cpu --no-build; expect_status 1
expect_said "No rights: installing packages needs root."
expect_said "$install"
expect_not_said "apt-get was called"
as_nobody --cpu --no-build --no-window; expect_said "--no-install-recommends ccache"; expect_not_said "qt6-svg-dev"

if ((EUID == 0)); then
  fake apt-get <<<'echo "E: Temporary failure resolving the host"; exit 100'
  setup --cpu --no-build; expect_status 1; expect_said "No network: a distribution package could not be downloaded."
  fake apt-get <<<"echo \"E: You don't have enough free space in /var/cache/apt/archives/.\"; exit 100"
  setup --cpu --no-build; expect_status 1; expect_said "The disk is full"
  fake apt-get <<<'echo "E: Unable to locate package qt6-svg-dev"; exit 100'
  setup --cpu --no-build; expect_status 1; expect_said "Unable to locate package qt6-svg-dev."
  fake apt-get <<<"echo \"\$*\" >>'$sandbox/asked'"
  setup --cpu --no-build; expect_status 0; expect_said "missing: ccache qt6-svg-dev"
  grep -q 'install -y --no-install-recommends ccache qt6-svg-dev$' "$sandbox/asked" || wrong "exactly the missing packages are installed"
fi

for table in "$sandbox"/installer/packages/*.txt; do
  names=$(sed 's/#.*//' "$table" | grep -v '^\[' | awk 'NF { print $1 }')
  [[ -z $(sort <<<"$names" | uniq -d) ]] || wrong "$table names a package twice"
  [[ -z $(grep -vE '^[a-z0-9][a-z0-9.+-]+$' <<<"$names") ]] || wrong "$table has a line that is no package name"
done
