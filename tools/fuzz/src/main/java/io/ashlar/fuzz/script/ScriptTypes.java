package io.ashlar.fuzz.script;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.fuzz.script.condition.Bytes;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.fuzz.script.condition.Term;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.fuzz.script.schema.CheckSpec;
import io.ashlar.fuzz.script.schema.ColumnSpec;
import io.ashlar.fuzz.script.schema.Division;
import io.ashlar.fuzz.script.schema.ForeignKeySpec;
import io.ashlar.fuzz.script.schema.IndexSpec;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.fuzz.script.schema.TableSpec;
import io.ashlar.fuzz.script.schema.Type;
import io.ashlar.query.Arithmetic;
import io.ashlar.query.Comparison;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.ReferenceAction;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The records and enums that may occur in a script, by their simple names. */
final class ScriptTypes {

  private static final Map<String, Class<?>> NAMED = new HashMap<>();

  static {
    for (Class<?> each :
        List.of(
            Step.class,
            Condition.class,
            Term.class,
            Change.class,
            Operand.class,
            Bytes.class,
            TableSpec.class,
            ColumnSpec.class,
            IndexSpec.class,
            CheckSpec.class,
            ForeignKeySpec.class,
            ReferenceAction.class,
            Division.class,
            ScanSpec.class,
            OrderSpec.class,
            First.class,
            Assignment.class,
            AggregateSpec.class,
            Locking.class,
            Level.class,
            Term.Numeric.class,
            KeyPart.class,
            Type.class,
            Kind.class,
            Comparison.class,
            Arithmetic.class,
            Aggregate.Function.class,
            Partitioning.Kind.class)) {
      add(each);
    }
  }

  private ScriptTypes() {}

  private static void add(Class<?> type) {
    if (type.isRecord() || type.isEnum()) {
      Class<?> other = NAMED.put(nameOf(type), type);
      if (other != null && other != type) {
        throw new IllegalStateException("two types have one name: " + type + ", " + other);
      }
    } else {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        add(permitted);
      }
    }
  }

  static String nameOf(Class<?> type) {
    return type == Partitioning.Kind.class ? "Partitioning" : type.getSimpleName();
  }

  static boolean isEnum(String name) {
    return NAMED.containsKey(name) && NAMED.get(name).isEnum();
  }

  static Object constant(String type, String name) {
    return Arrays.stream(NAMED.get(type).getEnumConstants())
        .filter(each -> ((Enum<?>) each).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no constant " + type + "." + name));
  }

  /** The values of a record in order. */
  static Object[] parts(Record value) {
    RecordComponent[] components = value.getClass().getRecordComponents();
    Object[] parts = new Object[components.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        parts[i] = components[i].getAccessor().invoke(value);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(e);
      }
    }
    return parts;
  }

  /** A record of the same type with other values. */
  static Object record(Class<?> type, Object... parts) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Object record(String name, List<Object> parts) {
    Class<?> type = NAMED.get(name);
    if (type == null || !type.isRecord()) {
      throw new IllegalArgumentException("no type " + name);
    }
    return record(type, parts.toArray());
  }
}
