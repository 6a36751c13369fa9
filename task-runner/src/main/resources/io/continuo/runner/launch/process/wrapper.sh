# Runs one task so that it outlives the runner: sh -c THIS continuo-task WORKSPACE COMMAND...
# Started as the leader of a new session. Leaves `pid` while it runs and `exit` (the exit code) when the task has ended.
workspace=$1
shift
trap 'cut=yes' HUP INT TERM # the signal is for the task; this shell stays to write down how it ended
# Takes its place on the disk before the task can fill it: the code is later written over these bytes.
printf '    \n' >"$workspace/exit.part" || exit 125
printf '%s\n' "$$" >"$workspace/pid.part" && mv "$workspace/pid.part" "$workspace/pid" || exit 125
"$@" >>"$workspace/task.out" 2>>"$workspace/task.err" </dev/null &
task=$!
code=127
while :; do
  cut=
  wait "$task"
  told=$?
  # 127 after another code: the wait before this one has told how the task ended.
  [ "$told" = 127 ] && [ "$code" != 127 ] || code=$told
  [ "$cut" ] || break
  # A signal ends `wait` early, be it that the task ends at the same moment: only another `wait` knows its code.
  ! kill -0 "$task" 2>/dev/null || code=127
done
trap '' HUP INT TERM # from here on not for `mv` either, which a trap would not protect
printf '%-4s\n' "$code" 1<>"$workspace/exit.part" && mv "$workspace/exit.part" "$workspace/exit"
kill -s KILL 0 # whatever the task left behind in its session, and this shell
