package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.error.Unwrapping;
import io.ashlar.jdbc.result.TypeFacts;
import io.ashlar.jdbc.value.JavaObjects;
import io.ashlar.sql.SqlStatement;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** What is told of the parameters of a statement: as what they are taken when it was prepared. */
final class ParameterDescription implements ParameterMetaData {

  private final SqlType[] types;

  ParameterDescription(SqlStatement statement) {
    types = new SqlType[statement.parameterCount()];
    for (int i = 0; i < types.length; i++) {
      types[i] = statement.parameterType(i);
    }
  }

  private SqlType type(int parameter) throws SQLException {
    if (parameter < 1 || parameter > types.length) {
      throw SqlStates.argument("parameter", parameter);
    }
    return types[parameter - 1];
  }

  @Override
  public int getParameterCount() {
    return types.length;
  }

  @Override
  public int isNullable(int param) throws SQLException {
    SqlType type = type(param);
    assert type != null;
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int param) throws SQLException {
    return TypeFacts.isNumber(type(param));
  }

  @Override
  public int getPrecision(int param) throws SQLException {
    return TypeFacts.precision(type(param));
  }

  @Override
  public int getScale(int param) throws SQLException {
    return TypeFacts.scale(type(param));
  }

  @Override
  public int getParameterType(int param) throws SQLException {
    SqlType type = type(param);
    return type.kind() == SqlKind.UNKNOWN ? Types.VARCHAR : type.kind().jdbcType();
  }

  @Override
  public String getParameterTypeName(int param) throws SQLException {
    SqlType type = type(param);
    return (type.kind() == SqlKind.UNKNOWN ? SqlKind.VARCHAR : type.kind()).sqlName();
  }

  @Override
  public String getParameterClassName(int param) throws SQLException {
    return JavaObjects.classOf(type(param)).getName();
  }

  @Override
  public int getParameterMode(int param) throws SQLException {
    SqlType type = type(param);
    assert type != null;
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Unwrapping.isFor(this, type);
  }
}
