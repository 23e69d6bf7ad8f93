#!/bin/bash
# Everything from text to the finished model and its scores; about an hour on 3 cores, fixed seeds and updates throughout.
# usage: run_all.sh [BUILD_FOLDER [CORES]]   needs apt: espeak-ng flite festival festvox-kallpc16k festvox-kdlpc16k festvox-us-slt-hts
#   libfst-tools libfst22 python3-torch python3-scipy python3-numpy; and `npm ci` done at the root (yaml, pinyin-pro, koffi, vosk)
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
build="${1:-/tmp/foyer-model-build}"
cores="${2:-3}"
model="$here/../foyer-small-zh-en"
mkdir -p "$build/tests"
cd "$here"
export PYTHONDONTWRITEBYTECODE=1
python() { /usr/bin/python3 "$@"; }

# The word lists are committed; make them anew only on purpose (needs apt: python3-jieba scowl):
#   python make_vocabulary.py && cut -d' ' -f1 text/vocabulary-zh.txt | node pinyin-of-words.mjs > text/pinyin-zh.txt && python pronunciations.py
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python make_training_data.py "$build" "$cores"   # 10 minutes, 71 hours of sound
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=8000000000   # or page faults cost a third
python train.py "$build" "$cores"                                                         # data/weights.npz
python export_acoustic_model.py "$build/model"
mkdir -p "$model/am"
mv "$build/model/am/final.mdl" "$model/am/final.mdl"
bash rebuild.sh
OMP_NUM_THREADS=1 python make_test_sets.py "$build/tests"
node evaluate.ts "$model" "$build/tests/final/index.json"
if [ -d /usr/share/asterisk/sounds/en_US_f_Allison ]; then
  python make_human_dev_set.py "$build/tests"
  node evaluate.ts "$model" "$build/tests/human/index.json" --free-only
fi
