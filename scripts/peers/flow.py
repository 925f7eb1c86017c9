"""Walks along the flow directions that InVEST has found, cell by cell in numpy, apart from both programs.

The rules are those of InVEST's documents, each in the words of its source; they hold the two programs apart where
what InVEST computes depends on the order in which it visits cells.
"""
import numpy

COLUMNS = (1, 1, 0, -1, -1, -1, 0, 1)
ROWS = (0, -1, -1, -1, 0, 1, 1, 1)


class Flow:
    """Shares in which each cell's water goes its eight ways, on a grid with a rim of nothing around it."""

    def __init__(self, directions, multiple):
        rows, columns = directions.shape
        self.shape, self.pitch = directions.shape, columns + 2
        bits = numpy.zeros((rows + 2, columns + 2), numpy.uint32)
        if multiple:
            bits[1:-1, 1:-1] = directions.astype(numpy.int64) & 0xFFFFFFFF
        else:
            known = directions < 8
            bits[1:-1, 1:-1][known] = 1 << (4 * directions[known].astype(numpy.uint32))
        self.bits = bits.ravel()
        self.steps = [row * self.pitch + column for row, column in zip(ROWS, COLUMNS)]
        self.land = self.bits != 0
        self.total = sum((self.bits >> (4 * way)) & 15 for way in range(8)).astype(numpy.float64)

    def padded(self, cells, beyond=0.0):
        made = numpy.full((self.shape[0] + 2, self.shape[1] + 2), beyond, numpy.float64)
        made[1:-1, 1:-1] = cells
        return made.ravel()

    def trimmed(self, cells):
        return cells.reshape(self.shape[0] + 2, self.pitch)[1:-1, 1:-1]

    def share(self, cells, way):
        return ((self.bits[cells] >> numpy.uint32(4 * way)) & 15).astype(numpy.int64)

    def upwards(self):
        """Cells all of whose receivers on land came before, in turns."""
        waits = numpy.zeros(self.bits.size, numpy.int8)
        cells = numpy.flatnonzero(self.land)
        for way, step in enumerate(self.steps):
            waits[cells] += (self.share(cells, way) > 0) & self.land[cells + step]
        return self._turns(cells[waits[cells] == 0], waits, lambda front, way: (
            front - self.steps[way], lambda givers: self.share(givers, way) > 0))

    def downwards(self):
        """Cells all of whose givers came before, in turns."""
        waits = numpy.zeros(self.bits.size, numpy.int8)
        cells = numpy.flatnonzero(self.land)
        for way, step in enumerate(self.steps):
            goes = cells[self.share(cells, way) > 0] + step
            waits[goes] += 1
        return self._turns(cells[waits[cells] == 0], waits, lambda front, way: (
            (front + self.steps[way])[self.share(front, way) > 0], None))

    def _turns(self, front, waits, next_cells):
        while front.size:
            yield front
            found = []
            for way in range(8):
                cells, goes = next_cells(front, way)
                cells = cells[self.land[cells]]
                if goes is not None:
                    cells = cells[goes(cells)]
                waits[cells] -= 1
                found.append(cells[waits[cells] == 0])
            front = numpy.concatenate(found)

    def streams(self, gathered, threshold, trace):
        """Followed upstream from outlets where the sum reaches trace × threshold; what reaches only that is a stream
        below one that reaches the threshold (pygeoprocessing, extract_streams_mfd)."""
        least = threshold * trace
        reached = numpy.zeros(self.bits.size, bool)
        for front in self.upwards():
            found = numpy.zeros(front.size, bool)
            for way, step in enumerate(self.steps):
                goes = self.share(front, way) > 0
                outside = ~self.land[front + step]
                found |= goes & ((outside & (gathered[front] >= threshold)) | reached[front + step])
            reached[front] = found & (gathered[front] >= least)
        stream = reached & (gathered >= threshold)
        for front in self.downwards():
            below = front[stream[front]]
            for way, step in enumerate(self.steps):
                goes = below[self.share(below, way) > 0] + step
                stream[goes[reached[goes]]] = True
        return stream

    def way_down(self, weight, stream, entered):
        """Mean over the ways that reach a stream of the weights of cells entered (or left); NaN where none does."""
        sums = numpy.full(self.bits.size, numpy.nan)
        for front in self.upwards():
            upper, shares = numpy.zeros(front.size), numpy.zeros(front.size)
            for way, step in enumerate(self.steps):
                share, below = self.share(front, way), sums[front + step]
                known = (share > 0) & ~numpy.isnan(below)
                cost = weight[front + step] if entered else weight[front]
                upper[known] += share[known] * (cost[known] + below[known])
                shares[known] += share[known]
            with numpy.errstate(invalid="ignore"):
                sums[front] = numpy.where(stream[front], 0, upper / shares)
        return sums

    def retention(self, most, length, stream, cell):
        """Effective retention of the way to the stream (ndr.rst; the rule of ndr/retention.h)."""
        held = numpy.zeros(self.bits.size)
        for front in self.upwards():
            own, reach, total = most[front], length[front], numpy.zeros(front.size)
            for way, step in enumerate(self.steps):
                share = self.share(front, way)
                goes = (share > 0) & self.land[front + step]
                below = held[front + step]
                metres = cell * (2 ** 0.5 if way % 2 else 1)
                with numpy.errstate(divide="ignore", invalid="ignore"):
                    factor = numpy.where(reach > 0, numpy.exp(-5 * metres / reach), 0)
                passed = numpy.where(own > below, below * factor + own * (1 - factor), below)
                total[goes] += share[goes] * passed[goes]
            held[front] = numpy.where(stream[front], 0, total / self.total[front])
        return held

    def deposition(self, load, ratio):
        """What settles of the load from upslope (sdr.rst, Sediment Downslope Deposition)."""
        settled, flux = numpy.full(self.bits.size, numpy.nan), numpy.zeros(self.bits.size)
        for front in self.downwards():
            arriving, below = numpy.zeros(front.size), numpy.zeros(front.size)
            for way, step in enumerate(self.steps):
                back = (way + 4) % 8
                share = self.share(front + step, back)
                comes = (share > 0) & self.land[front + step]
                part = numpy.divide(share, self.total[front + step], out=numpy.zeros(front.size), where=comes)
                arriving += part * flux[front + step]
                share, under = self.share(front, way), ratio[front + step]
                known = (share > 0) & self.land[front + step] & ~numpy.isnan(under)
                below[known] += share[known] * under[known]
            own = ratio[front]
            below = numpy.maximum(below / self.total[front], own)
            with numpy.errstate(divide="ignore", invalid="ignore"):
                part = numpy.where(own == 1, 1, (below - own) / (1 - own))
            settled[front] = part * arriving
            flux[front] = numpy.nan_to_num((1 - part) * arriving + load[front])
        return settled
