package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.IntervalQualifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.TypeName;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The text as it grows, with what all writers write: names, lists, types. */
final class Output {

  private final StringBuilder text = new StringBuilder();

  Output add(String part) {
    text.append(part);
    return this;
  }

  Output add(long number) {
    text.append(number);
    return this;
  }

  /** A part, if a condition holds. */
  Output addIf(boolean condition, String part) {
    return condition ? add(part) : this;
  }

  /** The words of a constant's name. */
  Output words(Enum<?> constant) {
    return add(constant.name().replace('_', ' '));
  }

  Output quoted(String value) {
    text.append('\'');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(c);
      if (c == '\'') {
        text.append(c);
      }
    }
    text.append('\'');
    return this;
  }

  Output name(Identifier name) {
    return name.quoted() ? add("\"" + name.text().replace("\"", "\"\"") + "\"") : add(name.text());
  }

  Output name(QualifiedName name) {
    String separator = "";
    for (Identifier part : name.parts()) {
      add(separator).name(part);
      separator = ".";
    }
    return this;
  }

  <T> Output list(List<T> elements, Consumer<T> element) {
    String separator = "";
    for (T each : elements) {
      add(separator);
      element.accept(each);
      separator = ", ";
    }
    return this;
  }

  Output names(List<Identifier> names) {
    return add("(").list(names, this::name).add(")");
  }

  /** Names in parentheses behind a space, or nothing where there are none. */
  Output optionalNames(List<Identifier> names) {
    return names.isEmpty() ? this : add(" ").names(names);
  }

  Output qualifiedNames(List<QualifiedName> names) {
    return list(names, this::name);
  }

  Output type(TypeName type) {
    add(type.name().toUpperCase(Locale.ROOT));
    if (!type.arguments().isEmpty()) {
      add("(").list(type.arguments(), number -> add((long) number)).add(")");
    }
    type.interval().ifPresent(fields -> add(" ").interval(fields));
    addIf(type.zone() == TypeName.Zone.WITH, " WITH TIME ZONE");
    return addIf(type.zone() == TypeName.Zone.WITHOUT, " WITHOUT TIME ZONE");
  }

  Output interval(IntervalQualifier fields) {
    add(fields.from().name());
    fields
        .precision()
        .ifPresent(
            digits -> {
              add("(").add(digits);
              if (fields.to().isEmpty()) {
                fields.fraction().ifPresent(fraction -> add(", ").add(fraction));
              }
              add(")");
            });
    fields
        .to()
        .ifPresent(
            to -> {
              add(" TO ").add(to.name());
              fields.fraction().ifPresent(fraction -> add("(").add(fraction).add(")"));
            });
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
