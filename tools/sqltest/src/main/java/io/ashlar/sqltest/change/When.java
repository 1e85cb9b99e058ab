package io.ashlar.sqltest.change;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A branch of MERGE.
 *
 * @param side which rows it is for
 * @param condition which of them; null for all
 * @param action what becomes of them
 * @param settings what is set, or inserted
 */
public record When(Side side, Term condition, Action action, List<Setting> settings) {

  /** Which rows. */
  public enum Side {
    /** Of the table that meet another. */
    MATCHED(" when matched"),

    /** Other rows that meet none of the table. */
    NOT_MATCHED(" when not matched"),

    /** Of the table that meet no other. */
    NOT_MATCHED_BY_SOURCE(" when not matched by source");

    private final String words;

    Side(String words) {
      this.words = words;
    }
  }

  /** What becomes of rows. */
  public enum Action {
    /** They are changed. */
    UPDATE,

    /** They are deleted. */
    DELETE,

    /** They are inserted. */
    INSERT,

    /** They stay. */
    NOTHING
  }

  String text(Engine engine) {
    return side.words
        + Change.condition(" and ", condition, engine)
        + " then "
        + switch (action) {
          case UPDATE -> "update set " + Setting.text(settings, engine);
          case DELETE -> "delete";
          case INSERT ->
              "insert ("
                  + settings.stream().map(Setting::column).collect(Collectors.joining(", "))
                  + ") values ("
                  + settings.stream()
                      .map(each -> each.value().text(engine))
                      .collect(Collectors.joining(", "))
                  + ")";
          case NOTHING -> "do nothing";
        };
  }

  List<When> simpler() {
    List<When> all = new ArrayList<>();
    Change.simpler(condition, some -> new When(side, some, action, settings), all);
    Setting.simpler(settings, some -> new When(side, condition, action, some), all);
    return all;
  }
}
