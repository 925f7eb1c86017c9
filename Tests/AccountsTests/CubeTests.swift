import Accounts
import Testing

private let layout = SumLayout(quantities: ["a"])

private func tile(_ number: Int, zone: UInt32 = 1, ecosystem: Int = 0, _ values: [Double] = [2, 3, 1])
  -> TileSums
{
  TileSums(
    tile: number, keys: [TileSums.key(zone: zone, ecosystem: ecosystem)], values: values, raster: [2, 3, 1],
    missingByFormula: ["f": 1])
}

private func fault(_ tiles: TileSums...) -> CubeError? {
  var cube = Cube(layout: layout, zoneCount: 2, ecosystemCount: 3)
  do throws(CubeError) {
    for tile in tiles { try cube.add(tile) }
    return nil
  } catch { return error }
}

@Suite struct CubeTests {
  @Test func `Tiles add up by zone and ecosystem`() throws {
    var cube = Cube(layout: layout, zoneCount: 2, ecosystemCount: 3)
    try cube.add(tile(0))
    try cube.add(tile(3))
    try cube.add(tile(4, zone: 2, ecosystem: 3))
    #expect(cube.value(zone: 1, ecosystem: 0, column: 0) == 4)
    #expect(cube.value(zone: 1, ecosystem: 0, column: layout.sum(0)) == 6)
    #expect(cube.value(zone: 1, ecosystem: 0, column: layout.missing(0)) == 2)
    #expect(cube.value(zone: 1, ecosystem: 1, column: 0) == nil)
    // Behind the three types of the list lies land of unknown type.
    #expect(cube.value(zone: 2, ecosystem: 3, column: 0) == 2)
    #expect(cube.total(zone: 2, column: layout.sum(0)) == 3)
    #expect(cube.raster == [6, 9, 3])
    #expect(cube.missingByFormula == ["f": 3])
  }

  @Test func `Tiles out of order or twice are refused`() {
    #expect(fault(tile(1), tile(0)) == .outOfOrder(tile: 0, after: 1))
    #expect(fault(tile(1), tile(1)) == .outOfOrder(tile: 1, after: 1))
  }

  @Test func `A tile of another plan is refused`() {
    #expect(fault(tile(0, zone: 3)) == .wrongShape(tile: 0))
    #expect(fault(tile(0, ecosystem: 4)) == .wrongShape(tile: 0))
    #expect(fault(tile(0, [2, 3])) == .wrongShape(tile: 0))
  }
}
