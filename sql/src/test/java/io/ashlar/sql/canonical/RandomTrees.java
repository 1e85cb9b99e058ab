package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.IntervalQualifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.Statement;
import io.ashlar.sql.syntax.TableReference;
import io.ashlar.sql.syntax.TypeName;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Random trees of all nodes that there are: each component of a record is made from its type, and
 * {@link TreeRules} then mends what the grammar does not have.
 */
final class RandomTrees {

  private static final List<String> PLAIN =
      List.of("a", "b", "t", "u1", "value", "year", "date", "timestamp", "user", "key", "count");

  private static final List<Class<?>> LEAVES =
      List.of(
          Expression.ColumnReference.class,
          Expression.Parameter.class,
          Literal.Numeric.class,
          Literal.Text.class,
          Literal.Null.class,
          Literal.Truth.class);

  final Random random;
  private final TreeRules rules = new TreeRules(this);
  private int depth;

  RandomTrees(long seed, int depth) {
    random = new Random(seed);
    this.depth = depth;
  }

  Statement statement() {
    return (Statement) node(Statement.class);
  }

  Expression expression() {
    return (Expression) node(Expression.class);
  }

  /** A node of a type, which is a record or a sealed interface. */
  Object node(Class<?> type) {
    if (type == Identifier.class) {
      return identifier();
    }
    if (type == QualifiedName.class) {
      return new QualifiedName(0, someOf(Identifier.class, 1, 1 + random.nextInt(3)));
    }
    if (type == TypeName.class) {
      return typeName();
    }
    if (type == IntervalQualifier.class) {
      return interval();
    }
    Class<?> record = depth <= 0 ? simplest(type) : choose(type);
    depth--;
    try {
      return rules.mended(record, arguments(record));
    } finally {
      depth++;
    }
  }

  private static Class<?> simplestOf(Class<?> type, Random random) {
    if (type == Expression.class) {
      return LEAVES.get(random.nextInt(LEAVES.size()));
    }
    if (type == QueryBody.class) {
      return QueryBody.NamedTable.class;
    }
    return type == TableReference.class ? TableReference.Table.class : null;
  }

  private Class<?> simplest(Class<?> type) {
    Class<?> simplest = simplestOf(type, random);
    return simplest == null ? choose(type) : simplest;
  }

  private Class<?> choose(Class<?> type) {
    Class<?> chosen = type;
    while (!chosen.isRecord()) {
      Class<?>[] permitted = chosen.getPermittedSubclasses();
      chosen = permitted[random.nextInt(permitted.length)];
      if (chosen == Expression.DefaultValue.class) {
        chosen = type;
      }
    }
    return chosen;
  }

  private Object[] arguments(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] =
          components[i].getName().equals("offset") ? 0 : value(components[i].getGenericType());
    }
    return arguments;
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      return generic.getRawType() == List.class ? list(element) : optional(element);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == boolean.class) {
      return random.nextBoolean();
    }
    if (plain == int.class || plain == Integer.class) {
      return random.nextInt(20);
    }
    if (plain == Long.class) {
      return random.nextLong();
    }
    if (plain == String.class) {
      return text();
    }
    return plain.isEnum()
        ? plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)]
        : node(plain);
  }

  private Object optional(Type element) {
    return random.nextInt(3) > 0 ? Optional.empty() : Optional.of(value(element));
  }

  private List<?> list(Type element) {
    List<Object> list = new ArrayList<>();
    int size = depth > 0 ? random.nextInt(3) : 0;
    for (int i = 0; i < size; i++) {
      list.add(value(element));
    }
    return list;
  }

  <T> List<T> someOf(Class<T> type, int least, int most) {
    List<T> some = new ArrayList<>();
    int size = least + random.nextInt(most - least + 1);
    for (int i = 0; i < size; i++) {
      some.add(type.cast(node(type)));
    }
    return some;
  }

  private Identifier identifier() {
    boolean quoted = random.nextInt(4) == 0;
    return new Identifier(
        0, quoted ? "x" + text() : PLAIN.get(random.nextInt(PLAIN.size())), quoted);
  }

  String text() {
    String alphabet = "aZ '\"`]\\%;-/*?:$\n\u00e4\u4e2d_0\uD83D\uDE00";
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private TypeName typeName() {
    TypeName.Zone[] zones = TypeName.Zone.values();
    TypeName.Zone zone = zones[random.nextInt(zones.length)];
    Optional<IntervalQualifier> fields =
        random.nextBoolean() ? Optional.empty() : Optional.of(interval());
    int precision = random.nextInt(7);
    return switch (random.nextInt(7)) {
      case 0 -> plainType("bigint", List.of());
      case 1 -> plainType("varchar", List.of(precision));
      case 2 -> plainType("decimal", List.of(30, precision));
      case 3 -> plainType("double precision", List.of());
      case 4 -> plainType("character varying", List.of(precision));
      case 5 -> new TypeName(0, "timestamp", List.of(precision), zone, Optional.empty());
      default -> new TypeName(0, "interval", List.of(), TypeName.Zone.UNSAID, fields);
    };
  }

  private static TypeName plainType(String name, List<Integer> arguments) {
    return new TypeName(0, name, arguments, TypeName.Zone.UNSAID, Optional.empty());
  }

  private IntervalQualifier interval() {
    Optional<Integer> digits = Optional.of(random.nextInt(7));
    Optional<Integer> none = Optional.empty();
    return switch (random.nextInt(5)) {
      case 0 -> fields(IntervalQualifier.Field.YEAR, IntervalQualifier.Field.MONTH, digits, none);
      case 1 -> fields(IntervalQualifier.Field.DAY, IntervalQualifier.Field.SECOND, none, digits);
      case 2 -> fields(IntervalQualifier.Field.SECOND, null, digits, digits);
      case 3 -> fields(IntervalQualifier.Field.MONTH, null, digits, none);
      default -> fields(IntervalQualifier.Field.HOUR, null, none, none);
    };
  }

  private static IntervalQualifier fields(
      IntervalQualifier.Field from,
      IntervalQualifier.Field to,
      Optional<Integer> precision,
      Optional<Integer> fraction) {
    return new IntervalQualifier(0, from, precision, Optional.ofNullable(to), fraction);
  }
}
