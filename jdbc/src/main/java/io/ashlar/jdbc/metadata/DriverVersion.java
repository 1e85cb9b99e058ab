package io.ashlar.jdbc.metadata;

/** The version of the driver, which is that of the database. */
public final class DriverVersion {

  /** The first number. */
  public static final int MAJOR = 0;

  /** The second number. */
  public static final int MINOR = 1;

  /** As it is told. */
  public static final String TEXT = MAJOR + "." + MINOR;

  private DriverVersion() {}
}
