package io.segsnap.reports.chart;

import io.segsnap.reports.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines and dots over two axes: scaling curves, percentiles, values in the order of their runs, a
 * history.
 *
 * @param title its heading
 * @param description what it shows
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series in the order of the legend
 * @param references values of {@code y} to compare with
 * @param bands ranges of {@code y}
 * @param markers places on {@code x}
 */
public record XyChart(
    String title,
    String description,
    Axis x,
    Axis y,
    List<Series> series,
    List<Reference> references,
    List<Band> bands,
    List<Marker> markers)
    implements Chart {

  public XyChart {
    series = List.copyOf(series);
    references = List.copyOf(references);
    bands = List.copyOf(bands);
    markers = List.copyOf(markers);
  }

  /** A chart of series only. */
  public static XyChart of(String title, String description, Axis x, Axis y, List<Series> series) {
    return new XyChart(title, description, x, y, series, List.of(), List.of(), List.of());
  }

  /** This with values of {@code y} to compare with. */
  public XyChart withReferences(List<Reference> newReferences) {
    return new XyChart(title, description, x, y, series, newReferences, bands, markers);
  }

  /** This with ranges of {@code y}. */
  public XyChart withBands(List<Band> newBands) {
    return new XyChart(title, description, x, y, series, references, newBands, markers);
  }

  /** This with places on {@code x}. */
  public XyChart withMarkers(List<Marker> newMarkers) {
    return new XyChart(title, description, x, y, series, references, bands, newMarkers);
  }

  @Override
  public Table data() {
    List<List<String>> rows = new ArrayList<>();
    for (Series one : series) {
      for (Point point : one.points()) {
        rows.add(List.of(
            one.name(),
            ChartData.number(point.x()),
            ChartData.number(point.y()),
            ChartData.spread(point.low(), point.high()),
            point.note()));
      }
    }
    List<String> notes = new ArrayList<>(ChartData.references(references));
    notes.addAll(ChartData.bands(bands));
    markers.forEach(marker -> notes.add(marker.name() + ": at " + ChartData.number(marker.x())));
    return ChartData.withoutEmptyColumns(
        title, List.of("series", x.name(), y.name(), "spread", "note"), rows, notes);
  }

  @Override
  public List<Interval> values() {
    List<Interval> values = new ArrayList<>();
    for (Series one : series) {
      for (Point point : one.points()) {
        String name = one.name() + ", " + x.name() + " " + ChartData.number(point.x());
        values.add(new Interval(name, point.low(), point.y(), point.high(), point.note()));
      }
    }
    return values;
  }
}
