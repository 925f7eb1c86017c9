import Testing

/// Goal: nothing that calls itself a test is empty.
@Suite struct TestFileTests {
  @Test func `Every file named Tests holds a test`() {
    expectNone(House.tests.filter(isEmptyTestFile).map(\.path))
  }

  @Test func `A test file without a test is found`() {
    #expect(isEmptyTestFile(HouseFile("Tests/A/ATests.swift", "// @Test\nimport Testing")))
    #expect(!isEmptyTestFile(HouseFile("Tests/A/ATests.swift", "@Test func a() {}")))
    #expect(!isEmptyTestFile(HouseFile("Tests/A/SeededChance.swift", "struct SeededChance {}")))
  }

  @Test func `Every target of tests holds a test`() {
    let targets = House.manifest.targets.keys.filter { $0.hasSuffix("Tests") }.sorted()
    expectNone(untested(targets, files: House.tests))
  }

  @Test func `A target of tests without a test is found`() {
    let files = [
      HouseFile("Tests/ATests/A.swift", "@Test func a() {}"), HouseFile("Tests/BTests/B.swift", ""),
    ]
    #expect(untested(["ATests", "BTests", "CTests"], files: files) == ["BTests", "CTests"])
  }
}

private func holdsTest(_ file: HouseFile) -> Bool { file.code.contains("@Test") }

private func isEmptyTestFile(_ file: HouseFile) -> Bool {
  file.path.hasSuffix("Tests.swift") && !holdsTest(file)
}

private func untested(_ targets: [String], files: [HouseFile]) -> [String] {
  targets.filter { target in !files.contains { $0.target == target && holdsTest($0) } }
}
