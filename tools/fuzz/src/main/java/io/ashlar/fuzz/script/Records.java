package io.ashlar.fuzz.script;

/** The parts of records, whatever their type. */
public final class Records {

  private Records() {}

  /**
   * The parts of a record.
   *
   * @param value the record
   * @return a new array, in declared order
   */
  public static Object[] parts(Record value) {
    return ScriptTypes.parts(value);
  }

  /**
   * The name of a part.
   *
   * @param value the record
   * @param place which part
   * @return the name
   */
  public static String name(Record value, int place) {
    return value.getClass().getRecordComponents()[place].getName();
  }

  /**
   * A record of the same type.
   *
   * @param value the record
   * @param parts the parts of the other
   * @return the other
   * @throws IllegalArgumentException when it refuses them
   */
  public static Record like(Record value, Object... parts) {
    return (Record) ScriptTypes.record(value.getClass(), parts);
  }
}
