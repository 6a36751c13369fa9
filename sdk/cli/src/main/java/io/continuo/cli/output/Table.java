package io.continuo.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows under headers, columns as wide as their widest cell, two blanks apart. */
public final class Table {
  private final List<String> headers;
  private final List<List<Cell>> rows = new ArrayList<>();

  public Table(List<String> headers) {
    this.headers = List.copyOf(headers);
  }

  public void add(List<Cell> row) {
    rows.add(List.copyOf(row));
  }

  /** The lines of the table, the headers first. */
  public List<String> lines(boolean colours) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(headers.stream().map(header -> new Cell(header, Colour.STRONG)).toList(), colours));
    rows.forEach(row -> lines.add(line(row, colours)));
    return lines;
  }

  private String line(List<Cell> row, boolean colours) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      Cell cell = row.get(column);
      line.append(colours ? cell.colour().paint(cell.text()) : cell.text());
      if (column < row.size() - 1) {
        line.append(" ".repeat(width(column) - length(cell.text()) + 2));
      }
    }
    return line.toString();
  }

  private int width(int column) {
    int widest = length(headers.get(column));
    for (List<Cell> row : rows) {
      widest = Math.max(widest, length(row.get(column).text()));
    }
    return widest;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
