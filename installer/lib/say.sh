# What setup says: steps with their time, one sentence and a mend on failure, a log for the rest.

say() { printf '%s\n' "$*"; }
note() { printf '  %s\n' "$*"; }

seconds_since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'; }

begin_run() {
  run_started=$EPOCHREALTIME current_step= said_why=no
  local home=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
  cache=${XDG_CACHE_HOME:-$home/.cache}/lathe
  log=$cache/setup.log
  trap end_run EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  mkdir -p "$cache" 2>/dev/null && : >"$cache/.writable" 2>/dev/null ||
    fail "The cache folder $cache cannot be written." "Give yourself rights to it, or set XDG_CACHE_HOME to a folder of yours."
  rm -f "$cache/.writable"
  : >>"$log"
  if (($(stat -c %s "$log") > 4000000)); then : >"$log"; fi
  { echo; date; } >>"$log"
}

end_run() {
  local status=$?
  stop_children
  if [[ -n ${work:-} ]]; then rm -rf "$work"; fi
  if ((status != 0 && status != 130 && status != 143)) && [[ $said_why == no ]]; then
    printf 'Setup stopped in the step "%s" (exit %s).\n  Its output is at the end of %s.\n' "$current_step" "$status" "$log" >&2
  fi
}

stop_children() {
  local pids
  pids=$(jobs -pr)
  if [[ -n $pids ]]; then kill $pids 2>/dev/null || true; wait 2>/dev/null || true; fi
}

step() {
  local started=$EPOCHREALTIME
  current_step=$1
  shift
  say "$current_step"
  "$@"
  note "done in $(seconds_since "$started") s"
}

# fail SENTENCE MEND...
fail() {
  said_why=yes
  printf '%s\n' "$1" >&2
  shift
  if (($#)); then printf '  %s\n' "$@" >&2; fi
  exit 1
}

# explain_output FILE WHAT: turns the output of a failed tool into a sentence; never returns.
explain_output() {
  if grep -qiE 'no space left|disk full|enough free space|Errno 28' "$1"; then
    fail "The disk is full: $2 did not fit." "Free some space, then run the same command again; what is complete is kept."
  elif grep -qiE 'DO NOT MATCH THE HASHES|hash mismatch|Hash Sum mismatch' "$1"; then
    fail "$2: what came over the network is not what installer/lock.txt names, so it was thrown away." \
      "Run the same command again; if it happens twice, a proxy or a mirror changes the files."
  elif grep -qiE 'certificate.verify.failed|certificate verification failed' "$1"; then
    fail "The network's certificate is not trusted: $2 could not be downloaded." \
      "Add your network's certificate to the system (update-ca-certificates) or to pip's settings, then run the same command again."
  elif grep -qiE 'resolv|unreachable|failed to establish|timed out|connection (refused|reset|aborted|broken)|could not connect|failed to fetch|max retries|cannot initiate|proxyerror|sslerror|IncompleteRead' "$1"; then
    fail "No network: $2 could not be downloaded." "Connect to the network (or set https_proxy), then run the same command again."
  elif grep -qiE 'could not get lock|unable to (acquire|lock)' "$1"; then
    fail "Another program is installing packages." "Wait until it is done, then run the same command again."
  elif grep -qiE 'permission denied|are you root' "$1"; then
    fail "No rights: $2 needs the rights of root." "Run the same command as root."
  elif grep -qiE 'unable to locate package|has no installation candidate' "$1"; then
    fail "$(grep -iE 'unable to locate package|no installation candidate' "$1" | head -1 | sed 's/^E: //')." \
      "Switch on the main section of the distribution (and universe on Ubuntu), then run the same command again."
  elif grep -qi 'no matching distribution' "$1"; then
    fail "The package index does not offer $2." "Check the network and pip's index settings, then run the same command again."
  fi
  tail -n 15 "$1" >&2
  fail "$2 failed." "The whole output is in $log."
}
