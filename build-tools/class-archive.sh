# Sourced by ./meridian and ./bench/run: an archive of loaded classes beside the jar (AppCDS, JEP 350). Loading and verifying classes is about a
# third of what the start of a relay or a short command costs; the archive has them ready.

class_archive() { # JAR FLAG...: sets archive to the path of the archive for this jar and JDK, made if need be; empty where there is none
  local jar=$1
  shift
  archive=${jar%.jar}-$(jdk_major "$JAVA_HOME").jsa
  if [ -w "$(dirname "$jar")" ] \
    && { [ ! -f "$archive" ] || [ "$jar" -nt "$archive" ] || [ "$JAVA_HOME/release" -nt "$archive" ]; }; then
    make_class_archive "$jar" "$archive" "$@" || true
  fi
  [ -s "$archive" ] || archive=
}

make_class_archive() { # JAR ARCHIVE FLAG...: of what the demo loads, which is relay, client and most of the commands' machinery
  local jar=$1 archive=$2 work pid
  shift 2
  work=$(mktemp -d "${TMPDIR:-/tmp}/meridian-classes.XXXXXX") || return 0
  : >"$work/said"
  timeout 60 "$JAVA_HOME/bin/java" "$@" -Xlog:disable -XX:ArchiveClassesAtExit="$archive.$$" -jar "$jar" \
    demo --home "$work/home" >"$work/said" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null && ! grep -q 'Ctrl-C' "$work/said"; do sleep 0.1; done
  kill -TERM "$pid" 2>/dev/null || true # as Ctrl-C would: it stops, and writes the archive
  wait "$pid" || true
  # Where it could not be made an empty file says so, and nobody tries again until the next build.
  if [ -s "$archive.$$" ]; then mv "$archive.$$" "$archive"; else : >"$archive"; fi
  rm -rf "$work"
}
