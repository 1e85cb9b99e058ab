package io.ashlar.sqltest.change;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a column is set to.
 *
 * @param column its name
 * @param value over the columns of the table and of what stands beside it
 */
public record Setting(String column, Term value) {

  static String text(List<Setting> all, Engine engine) {
    return all.stream()
        .map(each -> each.column + " = " + each.value.text(engine))
        .collect(Collectors.joining(", "));
  }

  static <T> void simpler(List<Setting> settings, Function<List<Setting>, T> with, List<T> all) {
    for (int i = 0; i < settings.size(); i++) {
      if (settings.size() > 1) {
        List<Setting> fewer = new ArrayList<>(settings);
        fewer.remove(i);
        all.add(with.apply(fewer));
      }
      Setting setting = settings.get(i);
      for (Term each : setting.value.simpler()) {
        List<Setting> changed = new ArrayList<>(settings);
        changed.set(i, new Setting(setting.column, each));
        all.add(with.apply(changed));
      }
    }
  }
}
