package io.ashlar.codec.valuetype;

import io.ashlar.type.ValueKind;

/**
 * The one object for each kind. Not in {@link ValueType} itself: a class that makes its subclasses
 * while it is initialized, and a subclass that another thread initializes meanwhile, would wait for
 * each other.
 */
@SuppressWarnings(
    "EnumOrdinal") // asked for each key and value: a map would cost a check and a mask
final class KnownTypes {

  private static final ValueType[] TYPES = new ValueType[ValueKind.values().length];

  static {
    add(new BooleanType());
    add(new IntType());
    add(new LongType());
    add(new FloatType());
    add(new DoubleType());
    add(new DecimalType());
    add(new StringType());
    add(new BytesType());
    add(new UuidType());
    add(new DateType());
    add(new TimeType());
    add(new TimestampType());
    for (ValueType each : TYPES) {
      assert each != null : "each kind has a type";
    }
  }

  private KnownTypes() {}

  private static void add(ValueType type) {
    TYPES[type.kind().ordinal()] = type;
  }

  static ValueType[] all() {
    return TYPES.clone();
  }

  static ValueType of(ValueKind kind) {
    return TYPES[kind.ordinal()];
  }
}
