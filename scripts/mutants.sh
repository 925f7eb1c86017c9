#!/usr/bin/env bash
# Plants the bugs of Tests/Mutants into a copy of the ledger and its proof, and sees that each one is found.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
copy=$root/.build/mutants
seeds=${SEEDS:-1000}
rooms=(Quantities Journal Ledger LedgerOracle Simulation simulator)

rm -rf "$copy/Sources"
mkdir -p "$copy/Sources/Mutant"
for room in "${rooms[@]}"; do cp -a "$root/Sources/$room" "$copy/Sources/$room"; done

cat > "$copy/Sources/Mutant/Mutant.swift" <<'SWIFT'
import Glibc

/// The number of the bug that is switched on; 0 is none.
public let mutant: Int = getenv("SHANSHUI_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
SWIFT

cat > "$copy/Package.swift" <<'SWIFT'
// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
]
func room(_ name: String, _ upstream: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: upstream + ["Mutant"], swiftSettings: house,
    linkerSettings: [.linkedLibrary("m")])
}
let package = Package(
  name: "mutants",
  targets: [
    .target(name: "Mutant", swiftSettings: house), room("Quantities", []), room("Journal", ["Quantities"]),
    room("Ledger", ["Quantities", "Journal"]), room("LedgerOracle", []),
    room("Simulation", ["Quantities", "Journal", "Ledger", "LedgerOracle"]),
    .executableTarget(
      name: "simulator", dependencies: ["Simulation", "Ledger", "Journal"], swiftSettings: house),
  ]
)
SWIFT

# Puts one bug in its place: the lines must be there exactly once.
plant() {
  perl -0777 -e '
    my ($mutant, $copy) = @ARGV;
    sub whole { open(my $in, "<", $_[0]) or die "$_[0]: $!\n"; local $/; return scalar <$in> }
    whole($mutant) =~ /\nfile: (\S+)\n--- find\n(.*?\n)--- replace\n(.*)\z/s or die "$mutant: no mutant\n";
    my ($path, $find, $replace) = ("$copy/$1", $2, $3);
    my $text = whole($path);
    my $count = () = $text =~ /\Q$find\E/g;
    die "$mutant: its lines are there $count times\n" if $count != 1;
    $text =~ s/\Q$find\E/$replace/;
    $text = "import Mutant\n" . $text if $text !~ /^import Mutant\n/;
    open(my $out, ">", $path) or die "$path: $!\n";
    print $out $text;
  ' "$1" "$copy"
}
for mutant in "$root"/Tests/Mutants/*.mutant; do plant "$mutant"; done

swift build --package-path "$copy" -c release --product simulator
program=$copy/.build/release/simulator

missed=0
for mutant in "$root"/Tests/Mutants/*.mutant; do
  name=$(basename "$mutant" .mutant)
  number=$((10#${name%%-*}))
  if report=$(SHANSHUI_MUTANT=$number timeout 300 "$program" --seeds "$seeds" --brief 2>&1); then
    echo "$name: NOT FOUND in $seeds seeds"
    missed=1
  else
    echo "$name: $(grep -m1 -oE 'seed [0-9]+ fails at step [0-9]+: [a-z]+|ran seed [0-9]+' <<<"$report")"
  fi
done
exit $missed
