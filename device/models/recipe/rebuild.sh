#!/bin/bash
# Rebuilds the lexicon and the graph of the built-in model from the packs, without training, in under a minute.
# usage: rebuild.sh [PACKS_FOLDER [MODEL_FOLDER]]   needs apt: python3 python3-numpy libfst-tools libfst22 espeak-ng (flite is used when there)
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
packs="${1:-$here/../../../flows/packs}"
model="${2:-$here/../foyer-small-zh-en}"
python="${PYTHON:-/usr/bin/python3}"

# the project's own Node first: pack-texts.mjs shares TypeScript with the kiosk
export PATH="$here/../../../node_modules/.bin:$PATH"

missing=()
for tool in node espeak-ng fstcompile fstconvert fstarcsort; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
"$python" -c 'import numpy' 2>/dev/null || missing+=("python3-numpy")
ls /usr/lib/*/libfstlookahead.so.* >/dev/null 2>&1 || missing+=("libfstlookahead")
if [ "${#missing[@]}" -gt 0 ]; then
  echo "cannot rebuild the model, missing: ${missing[*]}" >&2
  echo "mend it with: apt-get install python3 python3-numpy libfst-tools libfst22 espeak-ng flite   (and Node 24)" >&2
  exit 1
fi

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
export PYTHONDONTWRITEBYTECODE=1 OMP_NUM_THREADS=1
echo "reading packs from $packs"
node "$here/pack-texts.mjs" "$packs" > "$scratch/packs.json"
mkdir -p "$scratch/model"
"$python" "$here/rebuild_graph.py" "$scratch/model" "$scratch/packs.json" "$scratch"
node "$here/wake-phrases.mjs" "$scratch/packs.json" "$scratch/model"
# the new parts replace the old ones only now that all of them are there
mkdir -p "$model/graph/phones" "$model/conf"
for part in graph/HCLr.fst graph/Gr.fst graph/words.txt graph/phones.txt graph/disambig_tid.int graph/phones/word_boundary.int conf/mfcc.conf conf/model.conf wake.json; do
  mv "$scratch/model/$part" "$model/$part"
done
"$python" "$here/model_card.py" "$model"
echo "done: $(wc -l < "$model/graph/words.txt") words, $(du -sh "$model" | cut -f1) in $model"
