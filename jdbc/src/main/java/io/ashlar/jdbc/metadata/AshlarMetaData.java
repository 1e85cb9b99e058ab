package io.ashlar.jdbc.metadata;

import io.ashlar.Database;
import io.ashlar.jdbc.error.Unwrapping;
import io.ashlar.sql.function.FunctionRegistry;
import io.ashlar.sql.function.library.StandardFunctions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a connection tells of its database. */
public final class AshlarMetaData extends TableAnswers {

  private static final String NUMERIC =
      "abs,acos,asin,atan,atan2,ceiling,cos,cot,degrees,exp,floor,log,log10,mod,pi,power,radians,"
          + "rand,round,sign,sin,sqrt,tan,truncate";
  private static final String TEXT =
      "ascii,char,char_length,character_length,concat,difference,insert,lcase,left,length,locate,"
          + "ltrim,octet_length,position,repeat,replace,right,rtrim,soundex,space,substring,ucase";
  private static final String SYSTEM = "database,ifnull,user";
  private static final String TIME =
      "current_date,current_time,current_timestamp,curdate,curtime,dayname,dayofmonth,dayofweek,"
          + "dayofyear,extract,hour,minute,month,monthname,now,quarter,second,timestampadd,"
          + "timestampdiff,week,year";

  private final String url;
  private final String user;
  private final boolean readOnly;

  /**
   * Of a database.
   *
   * @param connection that is asked
   * @param database the database
   * @param url the connection's
   * @param user the connection's
   * @param readOnly whether the connection can only read
   */
  public AshlarMetaData(
      Connection connection, Database database, String url, String user, boolean readOnly) {
    super(connection, database);
    this.url = url;
    this.user = user;
    this.readOnly = readOnly;
  }

  @Override
  public String getURL() {
    return url;
  }

  @Override
  public String getUserName() {
    return user;
  }

  @Override
  public boolean isReadOnly() {
    return readOnly;
  }

  @Override
  public String getDatabaseProductName() {
    return "Ashlar";
  }

  @Override
  public String getDatabaseProductVersion() {
    return DriverVersion.TEXT;
  }

  @Override
  public int getDatabaseMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  public int getDatabaseMinorVersion() {
    return DriverVersion.MINOR;
  }

  @Override
  public String getDriverName() {
    return "Ashlar JDBC";
  }

  @Override
  public String getDriverVersion() {
    return DriverVersion.TEXT;
  }

  @Override
  public int getDriverMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  public int getDriverMinorVersion() {
    return DriverVersion.MINOR;
  }

  @Override
  public int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  /** Words that are no names without quotes and that SQL:2003 does not have. */
  @Override
  public String getSQLKeywords() {
    return "ilike,limit,offset,returning";
  }

  private static String known(String names) {
    FunctionRegistry registry = StandardFunctions.registry();
    return Arrays.stream(names.split(","))
        .filter(name -> registry.find(name).isPresent())
        .collect(Collectors.joining(","));
  }

  @Override
  public String getNumericFunctions() {
    return known(NUMERIC);
  }

  @Override
  public String getStringFunctions() {
    return known(TEXT);
  }

  @Override
  public String getSystemFunctions() {
    return known(SYSTEM);
  }

  @Override
  public String getTimeDateFunctions() {
    return known(TIME);
  }

  @Override
  public String getSearchStringEscape() {
    return String.valueOf(NamePattern.ESCAPE);
  }

  @Override
  public String getExtraNameCharacters() {
    return "";
  }

  @Override
  public String getSchemaTerm() {
    return "schema";
  }

  @Override
  public String getProcedureTerm() {
    return "procedure";
  }

  @Override
  public String getCatalogTerm() {
    return "catalog";
  }

  @Override
  public String getCatalogSeparator() {
    return ".";
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_READ_COMMITTED;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
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
