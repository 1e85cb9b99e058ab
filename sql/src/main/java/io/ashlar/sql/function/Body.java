package io.ashlar.sql.function;

/** What a function does, with the arguments of one call. Keeps nothing itself. */
@FunctionalInterface
public interface Body {

  /**
   * Computes the value and gives it to the call.
   *
   * @param call its arguments, which were evaluated and are not null if the function is strict
   * @return false when the value is null
   * @throws io.ashlar.sql.error.SqlException when there is no value to compute
   */
  boolean apply(Call call);
}
