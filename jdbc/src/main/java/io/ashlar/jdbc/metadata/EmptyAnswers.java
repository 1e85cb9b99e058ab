package io.ashlar.jdbc.metadata;

import java.sql.ResultSet;

/** What there is none of: results without rows, with the columns that JDBC names. */
abstract class EmptyAnswers extends SupportAnswers {

  /** For metadata. */
  EmptyAnswers() {}

  private static ResultSet none(String columns) {
    return new MetaRows(columns).result();
  }

  @Override
  public ResultSet getProcedures(String catalog, String schema, String pattern) {
    return none(
        "PROCEDURE_CAT:s PROCEDURE_SCHEM:s PROCEDURE_NAME:s RESERVED1:s RESERVED2:s RESERVED3:s"
            + " REMARKS:s PROCEDURE_TYPE:h SPECIFIC_NAME:s");
  }

  @Override
  public ResultSet getProcedureColumns(
      String catalog, String schema, String pattern, String columnPattern) {
    return none(
        "PROCEDURE_CAT:s PROCEDURE_SCHEM:s PROCEDURE_NAME:s COLUMN_NAME:s COLUMN_TYPE:h"
            + " DATA_TYPE:i TYPE_NAME:s PRECISION:i LENGTH:i SCALE:h RADIX:h NULLABLE:h"
            + " REMARKS:s COLUMN_DEF:s SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i"
            + " ORDINAL_POSITION:i IS_NULLABLE:s SPECIFIC_NAME:s");
  }

  @Override
  public ResultSet getFunctions(String catalog, String schema, String pattern) {
    return none(
        "FUNCTION_CAT:s FUNCTION_SCHEM:s FUNCTION_NAME:s REMARKS:s FUNCTION_TYPE:h"
            + " SPECIFIC_NAME:s");
  }

  @Override
  public ResultSet getFunctionColumns(
      String catalog, String schema, String pattern, String columnPattern) {
    return none(
        "FUNCTION_CAT:s FUNCTION_SCHEM:s FUNCTION_NAME:s COLUMN_NAME:s COLUMN_TYPE:h DATA_TYPE:i"
            + " TYPE_NAME:s PRECISION:i LENGTH:i SCALE:h RADIX:h NULLABLE:h REMARKS:s"
            + " CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE:s SPECIFIC_NAME:s");
  }

  @Override
  public ResultSet getColumnPrivileges(
      String catalog, String schema, String name, String columnPattern) {
    return none(
        "TABLE_CAT:s TABLE_SCHEM:s TABLE_NAME:s COLUMN_NAME:s GRANTOR:s GRANTEE:s PRIVILEGE:s"
            + " IS_GRANTABLE:s");
  }

  @Override
  public ResultSet getTablePrivileges(String catalog, String schema, String pattern) {
    return none(
        "TABLE_CAT:s TABLE_SCHEM:s TABLE_NAME:s GRANTOR:s GRANTEE:s PRIVILEGE:s IS_GRANTABLE:s");
  }

  @Override
  public ResultSet getVersionColumns(String catalog, String schema, String name) {
    return none(
        "SCOPE:h COLUMN_NAME:s DATA_TYPE:i TYPE_NAME:s COLUMN_SIZE:i BUFFER_LENGTH:i"
            + " DECIMAL_DIGITS:h PSEUDO_COLUMN:h");
  }

  @Override
  public ResultSet getPseudoColumns(
      String catalog, String schema, String pattern, String columnPattern) {
    return none(
        "TABLE_CAT:s TABLE_SCHEM:s TABLE_NAME:s COLUMN_NAME:s DATA_TYPE:i COLUMN_SIZE:i"
            + " DECIMAL_DIGITS:i NUM_PREC_RADIX:i COLUMN_USAGE:s REMARKS:s CHAR_OCTET_LENGTH:i"
            + " IS_NULLABLE:s");
  }

  @Override
  public ResultSet getUDTs(String catalog, String schema, String pattern, int[] types) {
    return none(
        "TYPE_CAT:s TYPE_SCHEM:s TYPE_NAME:s CLASS_NAME:s DATA_TYPE:i REMARKS:s BASE_TYPE:h");
  }

  @Override
  public ResultSet getSuperTypes(String catalog, String schema, String pattern) {
    return none(
        "TYPE_CAT:s TYPE_SCHEM:s TYPE_NAME:s SUPERTYPE_CAT:s SUPERTYPE_SCHEM:s SUPERTYPE_NAME:s");
  }

  @Override
  public ResultSet getSuperTables(String catalog, String schema, String pattern) {
    return none("TABLE_CAT:s TABLE_SCHEM:s TABLE_NAME:s SUPERTABLE_NAME:s");
  }

  @Override
  public ResultSet getAttributes(
      String catalog, String schema, String pattern, String attributePattern) {
    return none(
        "TYPE_CAT:s TYPE_SCHEM:s TYPE_NAME:s ATTR_NAME:s DATA_TYPE:i ATTR_TYPE_NAME:s"
            + " ATTR_SIZE:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS:s ATTR_DEF:s"
            + " SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i"
            + " IS_NULLABLE:s SCOPE_CATALOG:s SCOPE_SCHEMA:s SCOPE_TABLE:s SOURCE_DATA_TYPE:h");
  }

  @Override
  public ResultSet getClientInfoProperties() {
    return none("NAME:s MAX_LEN:i DEFAULT_VALUE:s DESCRIPTION:s");
  }
}
