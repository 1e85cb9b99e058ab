package io.ashlar.cli.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The rows that come with the demo. */
final class CitySource {

  private static final String RESOURCE = "cities.csv.gz";

  private CitySource() {}

  /**
   * Reads the first rows.
   *
   * @param limit most rows
   * @return the rows in the order of the file, which is that of their ids
   */
  static List<City> read(int limit) {
    List<City> cities = new ArrayList<>();
    try (InputStream packed = CitySource.class.getResourceAsStream(RESOURCE);
        Reader text = new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : records) {
        if (cities.size() == limit) {
          break;
        }
        cities.add(parse(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cities;
  }

  private static City parse(NamedCsvRecord row) {
    String admin = row.getField("admin");
    return new City(
        Long.parseLong(row.getField("id")),
        row.getField("name"),
        row.getField("country"),
        admin.isEmpty() ? null : admin,
        row.getField("feature"),
        Long.parseLong(row.getField("population")),
        Double.parseDouble(row.getField("latitude")),
        Double.parseDouble(row.getField("longitude")));
  }
}
