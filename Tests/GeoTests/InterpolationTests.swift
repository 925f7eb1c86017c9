import Foundation
import Geo
import Testing

@Suite struct InterpolationTests {
  static func station(_ x: Double, _ y: Double, _ value: Double) -> Station {
    Station(place: Point(x: x, y: y), value: value)
  }

  @Test func `Inverse distances weigh as computed by hand`() throws {
    let grid = try planeGrid(columns: 3, rows: 1)
    let stations = [Self.station(0.5, 0.5, 10), Self.station(4.5, 0.5, 20), Self.station(2, 0.5, .nan)]
    func field(_ power: Double, _ neighbours: Int) throws -> [Double] {
      try StationField(stations, on: grid, by: .inverseDistance(power: power, neighbours: neighbours))
        .values(in: Tiling(grid, size: 4)[0])
    }
    let squares = try field(2, 5)
    #expect(squares[0] == 10, "At the station itself.")
    // Distances 1 and 3: weights 1 and 1/9, (10 + 20/9) / (10/9) = 11.
    #expect(abs(squares[1] - 11) < 1e-12 && squares[2] == 15)
    // Power 1: weights 1 and 1/3, (10 + 20/3) / (4/3) = 12.5.
    #expect(abs(try field(1, 5)[1] - 12.5) < 1e-12)
    #expect(try field(2, 1) == [10, 10, 10])
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `The nearest stations are those of a search through all`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    // Whole places, so that many are equally far.
    let stations = (0..<200).map { number in
      Self.station(
        Double.random(in: 0...30, using: &chance).rounded(),
        Double.random(in: 0...30, using: &chance).rounded(),
        Double(number))
    }
    let grid = try planeGrid(columns: 30, rows: 30)
    let tile = Tiling(grid, size: 64)[0]
    let nearest = try StationField(stations, on: grid, by: .nearest).values(in: tile)
    let mean = try StationField(stations, on: grid, by: .inverseDistance(power: 3, neighbours: 5)).values(
      in: tile)
    for cell in 0..<tile.count {
      let centre = grid.centre(column: cell % 30, row: cell / 30)
      let byDistance = stations.map { (hypot($0.place.x - centre.x, $0.place.y - centre.y), $0.value) }
        .sorted(by: <)
      #expect(nearest[cell] == byDistance[0].1)
      let weights = byDistance[..<5].map { pow($0.0, -3) }
      let expected = zip(weights, byDistance).reduce(0) { $0 + $1.0 * $1.1.1 } / weights.reduce(0, +)
      #expect(abs(mean[cell] - expected) < 1e-9 * abs(expected))
    }
  }

  @Test func `In degrees a degree of longitude is shorter than one of latitude`() throws {
    let grid = try Grid(
      west: -0.5, north: 60.5, cellWidth: 1, cellHeight: 1, columns: 1, rows: 1,
      reference: ReferenceSystem(text: "EPSG:4326", measure: .degrees(.wgs84)))
    // 1.8° east at 60° is some 100 km, 1° north some 111 km.
    let stations = [Self.station(1.8, 60, 1), Self.station(0, 61, 2)]
    #expect(try StationField(stations, on: grid, by: .nearest).values(in: Tiling(grid, size: 1)[0]) == [1])
  }

  @Test func `Stations that say nothing are refused`() throws {
    let grid = try planeGrid(columns: 1, rows: 1)
    #expect(throws: InterpolationFault.noStations) {
      try StationField([Self.station(0, 0, .nan)], on: grid, by: .nearest)
    }
    #expect(throws: InterpolationFault.place(station: 0)) {
      try StationField([Self.station(.infinity, 0, 1)], on: grid, by: .nearest)
    }
    for (power, neighbours, fault) in [(0.0, 1, InterpolationFault.power), (2, 0, .neighbours)] {
      #expect(throws: fault) {
        try StationField(
          [Self.station(0, 0, 1)], on: grid, by: .inverseDistance(power: power, neighbours: neighbours))
      }
    }
  }
}
