package io.ashlar.sql.function;

import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A function: its names, the ways to call it, what it depends on, what it does in one line, and an
 * example with its value. Made in the tables of the groups, and not changed afterwards.
 */
public final class FunctionDefinition {

  private final List<String> names;
  private final List<Overload> overloads = new ArrayList<>();
  private Volatility volatility = Volatility.IMMUTABLE;
  private boolean strict = true;
  private String description = "";
  private String example = "";
  private String value = "";
  private Maker maker;
  private String makerSignature = "";
  private int fewest;
  private int most;

  private FunctionDefinition(List<String> names) {
    this.names = names;
  }

  /**
   * Begins a definition.
   *
   * @param name the name that is shown first
   * @param others more names of the same
   * @return a definition without overloads
   */
  public static FunctionDefinition named(String name, String... others) {
    List<String> names = new ArrayList<>();
    names.add(name);
    names.addAll(List.of(others));
    return new FunctionDefinition(List.copyOf(names));
  }

  /**
   * Adds a way to call it.
   *
   * @param body what it does
   * @param result the type of its value
   * @param parameters the types of its arguments; UNKNOWN takes any
   * @return this
   */
  public FunctionDefinition takes(Body body, SqlType result, SqlType... parameters) {
    overloads.add(new Overload(List.of(parameters), false, result, body));
    return this;
  }

  /**
   * Adds a way to call it with any number of arguments.
   *
   * @param body what it does
   * @param result the type of its value
   * @param parameters the types of its arguments, of which the last may be repeated
   * @return this
   */
  public FunctionDefinition takesMany(Body body, SqlType result, SqlType... parameters) {
    overloads.add(new Overload(List.of(parameters), true, result, body));
    return this;
  }

  /**
   * Says that it is made by its arguments, not called.
   *
   * @param made makes it
   * @param signature what is shown: {@code coalesce(any, ...) any}
   * @param atLeast the fewest arguments
   * @param atMost the most arguments
   * @return this
   */
  public FunctionDefinition makes(Maker made, String signature, int atLeast, int atMost) {
    maker = made;
    makerSignature = signature;
    fewest = atLeast;
    most = atMost;
    return this;
  }

  /**
   * Says that it depends on the session and the statement.
   *
   * @return this
   */
  public FunctionDefinition stable() {
    volatility = Volatility.STABLE;
    return this;
  }

  /**
   * Says that each call may give something else.
   *
   * @return this
   */
  public FunctionDefinition unforeseeable() {
    volatility = Volatility.VOLATILE;
    return this;
  }

  /**
   * Says that it takes nulls, of which the description tells what becomes.
   *
   * @return this
   */
  public FunctionDefinition takesNulls() {
    strict = false;
    return this;
  }

  /**
   * Describes it.
   *
   * @param text one line
   * @return this
   */
  public FunctionDefinition says(String text) {
    description = text;
    return this;
  }

  /**
   * Shows it.
   *
   * @param expression a call
   * @param text the text of its value; {@code null} for null
   * @return this
   */
  public FunctionDefinition example(String expression, String text) {
    example = expression;
    value = text;
    return this;
  }

  /**
   * All names.
   *
   * @return in lower case, the one that is shown first
   */
  public List<String> names() {
    return names;
  }

  /**
   * What it depends on.
   *
   * @return never null
   */
  public Volatility volatility() {
    return volatility;
  }

  /**
   * Whether it is null as soon as an argument is.
   *
   * @return false when its description tells what becomes of nulls
   */
  public boolean isStrict() {
    return strict;
  }

  /**
   * What it does.
   *
   * @return one line
   */
  public String description() {
    return description;
  }

  /**
   * A call.
   *
   * @return an expression
   */
  public String example() {
    return example;
  }

  /**
   * What the example gives.
   *
   * @return the text of the value; {@code null} for null
   */
  public String value() {
    return value;
  }

  /**
   * The ways to call it, as they are shown.
   *
   * @return {@code round(numeric, integer) → numeric}
   */
  public List<String> signatures() {
    List<String> signatures = new ArrayList<>();
    for (Overload overload : overloads) {
      signatures.add(signature(overload));
    }
    if (maker != null) {
      signatures.add(makerSignature);
    }
    return signatures;
  }

  private String signature(Overload overload) {
    String parameters =
        overload.parameters().stream()
            .map(FunctionDefinition::shown)
            .collect(Collectors.joining(", "));
    String more = overload.variadic() ? ", ..." : "";
    return names.get(0) + "(" + parameters + more + ") → " + shown(overload.result());
  }

  private static String shown(SqlType type) {
    return type.equals(SqlType.UNKNOWN) ? "any" : type.toString();
  }

  List<Overload> overloads() {
    return overloads;
  }

  Maker maker() {
    return maker;
  }

  boolean makesOf(int arguments) {
    return maker != null && arguments >= fewest && arguments <= most;
  }

  /** What a failure calls a call. */
  static String signature(String name, List<SqlType> arguments) {
    return arguments.stream()
        .map(SqlType::toString)
        .collect(Collectors.joining(", ", name.toLowerCase(Locale.ROOT) + "(", ")"));
  }
}
