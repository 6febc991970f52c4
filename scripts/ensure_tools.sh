#!/usr/bin/env bash
# Makes sure that what the tests need beside Python is there: a Chromium, an Arabic font and a reader
# of PDF; with the argument "office", a reader of workbooks too. Installs with apt-get what is
# missing, where it may; otherwise says what to install.
set -euo pipefail

# Asked for its version: on some systems the name stands for a package that is not there.
has_browser() {
    for name in "${CHROMIUM:-chromium}" chromium chromium-browser google-chrome; do
        "$name" --version >/dev/null 2>&1 && return
    done
    return 1
}

has_arabic_font() {
    command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ar family)" ]
}

find_missing() {
    missing=()
    has_browser || missing+=(chromium)
    has_arabic_font || missing+=(fontconfig fonts-noto-core)
    command -v pdftotext >/dev/null || missing+=(poppler-utils)
    [ "$1" != office ] || command -v soffice >/dev/null || missing+=(libreoffice-calc-nogui)
}

find_missing "${1:-}"
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null ||
    { [ ${#as_root[@]} -gt 0 ] && ! sudo -n true 2>/dev/null; }; then
    echo "The tests need programs beside Python. Missing here: ${missing[*]}." >&2
    echo "Install them with this machine's package manager, on Debian:" >&2
    echo "    sudo apt-get install ${missing[*]}" >&2
    exit 1
fi

echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update --quiet
"${as_root[@]}" apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
find_missing "${1:-}"
[ ${#missing[@]} -eq 0 ] || {
    echo "Still missing after installing: ${missing[*]}." >&2
    exit 1
}
