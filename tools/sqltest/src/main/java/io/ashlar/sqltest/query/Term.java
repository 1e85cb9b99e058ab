package io.ashlar.sqltest.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An expression.
 *
 * @param kind of its values
 * @param parts what it is written of, in order
 * @param features what it asks of an engine by itself, without its parts
 */
public record Term(Kind kind, List<Fragment> parts, Set<Feature> features) implements Fragment {

  /**
   * A term.
   *
   * @param kind of its values
   * @param parts texts and fragments in order
   * @return the term
   */
  public static Term of(Kind kind, Object... parts) {
    return new Term(
        kind,
        Arrays.stream(parts)
            .map(part -> part instanceof String text ? new Word(text) : (Fragment) part)
            .toList(),
        EnumSet.noneOf(Feature.class));
  }

  /**
   * A date.
   *
   * @param day such as 2000-02-29
   * @return the literal
   */
  public static Term date(String day) {
    String typed = "date '" + day + "'";
    return of(Kind.DATE, new Wording(typed, typed, "'" + day + "'", typed));
  }

  /**
   * Null of a kind.
   *
   * @param kind the kind
   * @return the term
   */
  public static Term nothing(Kind kind) {
    String typed = "cast(null as " + kind.type() + ")";
    return of(kind, new Wording(typed, typed, "null", typed));
  }

  /**
   * The same term, which asks more of an engine.
   *
   * @param more what it asks
   * @return a new term
   */
  public Term with(Feature... more) {
    Set<Feature> all = EnumSet.noneOf(Feature.class);
    all.addAll(features);
    all.addAll(List.of(more));
    return new Term(kind, parts, all);
  }

  @Override
  public void write(StringBuilder text, Engine engine) {
    parts.forEach(part -> part.write(text, engine));
  }

  @Override
  public void collect(Set<Feature> all) {
    all.addAll(features);
    parts.forEach(part -> part.collect(all));
  }

  @Override
  public void named(Map<String, Select> all) {
    parts.forEach(part -> part.named(all));
  }

  /**
   * The term as text.
   *
   * @param engine whose dialect to write
   * @return the text
   */
  public String text(Engine engine) {
    StringBuilder text = new StringBuilder();
    write(text, engine);
    return text.toString();
  }

  /**
   * Terms of the same kind that are simpler, the simplest first.
   *
   * @return new terms
   */
  public List<Term> simpler() {
    List<Term> simpler = new ArrayList<>();
    if (parts.size() > 1) {
      simpler.add(kind.simplest());
      simpler.add(nothing(kind));
    }
    for (Fragment part : parts) {
      if (part instanceof Term inner && inner.kind == kind) {
        simpler.add(inner);
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      List<? extends Fragment> others =
          parts.get(i) instanceof Term inner
              ? inner.simpler()
              : parts.get(i) instanceof Select select ? select.simpler() : List.of();
      for (Fragment other : others) {
        List<Fragment> changed = new ArrayList<>(parts);
        changed.set(i, other);
        simpler.add(new Term(kind, changed, features));
      }
    }
    return simpler;
  }
}
