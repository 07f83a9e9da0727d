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

# fail SENTENCE MEND...; a wheel that is still being unpacked is finished first, and if it failed it has already said why.
fail() {
  if [[ -n ${unpacking:-} ]]; then wait_for_unpacking; fi
  said_why=yes
  printf '%s\n' "$1" >&2
  shift
  if (($#)); then printf '  %s\n' "$@" >&2; fi
  exit 1
}

# quietly COMMAND...: keeps its output in the variable output (a full disk could not hold a file) and adds it to the log.
quietly() {
  local status=0
  output=$("$@" 2>&1 </dev/null) || status=$?
  printf '%s\n' "$output" 2>/dev/null >>"$log" || true
  return "$status"
}

says() { grep -qiE "$1" <<<"$output"; }

# explain_output WHAT: turns the output of a tool that failed into a sentence; never returns.
explain_output() {
  if says 'no space left|disk full|enough free space|Errno 28'; then
    fail "The disk is full: $1 did not fit." "Free some space, then run the same command again; what is complete is kept."
  elif says 'DO NOT MATCH THE HASHES|hash mismatch|Hash Sum mismatch'; then
    fail "$1: what came over the network is not what installer/lock.txt names, so it was thrown away." \
      "Run the same command again; if it happens twice, a proxy or a mirror changes the files."
  elif says 'certificate.verify.failed|certificate verification failed'; then
    fail "The network's certificate is not trusted: $1 could not be downloaded." \
      "Add your network's certificate to the system (update-ca-certificates) or to pip's settings, then run the same command again."
  elif says 'resolv|unreachable|failed to establish|timed out|connection (refused|reset|aborted|broken)|could not connect|failed to fetch|max retries|cannot initiate|proxyerror|sslerror|IncompleteRead'; then
    fail "No network: $1 could not be downloaded." "Connect to the network (or set https_proxy), then run the same command again."
  elif says 'could not get lock|unable to (acquire|lock)'; then
    fail "Another program is installing packages." "Wait until it is done, then run the same command again."
  elif says 'permission denied|are you root'; then
    fail "No rights: $1 needs the rights of root." "Run the same command as root."
  elif says 'unable to locate package|has no installation candidate'; then
    fail "$(grep -iE 'unable to locate package|no installation candidate' <<<"$output" | head -1 | sed 's/^E: //')." \
      "Switch on the main section of the distribution (and universe on Ubuntu), then run the same command again."
  elif says 'no matching distribution'; then
    fail "The package index does not offer $1." "Check the network and pip's index settings, then run the same command again."
  fi
  tail -n 15 <<<"$output" >&2
  fail "$1 failed." "The whole output is in $log."
}
