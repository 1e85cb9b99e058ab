package io.ashlar.hibernate;

import jakarta.persistence.TemporalType;
import java.sql.SQLException;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.DmlTargetColumnQualifierSupport;
import org.hibernate.dialect.NullOrdering;
import org.hibernate.dialect.TimeZoneSupport;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.OffsetFetchLimitHandler;
import org.hibernate.dialect.sequence.PostgreSQLSequenceSupport;
import org.hibernate.dialect.sequence.SequenceSupport;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.IntervalType;
import org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.ast.SqlAstNodeRenderingMode;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.tool.schema.extract.spi.SequenceInformationExtractor;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.UUIDJdbcType;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;

/**
 * How Hibernate writes SQL for Ashlar: the types of columns, functions, identities and sequences,
 * pages, locks, and what the states of exceptions mean.
 *
 * <p>Texts without a limit are {@code text}, bytes {@code blob}; a {@code UUID} is a {@code uuid};
 * moments with an offset or in UTC are {@code timestamp with time zone}. There are no types of
 * enumerations: they are text or numbers with a check. Rows are locked by {@code for update}, with
 * {@code nowait} and {@code skip locked}; other timeouts of a lock are the connection's property
 * {@code lockTimeout}. Where a lock is not granted the transaction has been rolled back, so that
 * JPA throws {@code PessimisticLockException}; a write conflict is an {@code
 * OptimisticLockException}.
 *
 * <p>Long because Hibernate asks for each ability by a method of its own.
 */
public class AshlarDialect extends Dialect {

  private static final DatabaseVersion MINIMUM_VERSION = DatabaseVersion.make(0, 1);

  /** A row is at most 16 MiB, and so is a value. */
  private static final int MAX_LENGTH = 16 * 1024 * 1024;

  private static final int NANOS_PER_MICRO = 1_000;

  /** For the oldest version that the dialect is for. */
  public AshlarDialect() {
    this(MINIMUM_VERSION);
  }

  /**
   * For a version.
   *
   * @param version of the database
   */
  public AshlarDialect(DatabaseVersion version) {
    super(version);
  }

  /**
   * For the version that a connection tells.
   *
   * @param info what it tells
   */
  public AshlarDialect(DialectResolutionInfo info) {
    super(info);
  }

  @Override
  protected DatabaseVersion getMinimumSupportedVersion() {
    return MINIMUM_VERSION;
  }

  @Override
  protected String columnType(int sqlTypeCode) {
    return switch (sqlTypeCode) {
      case SqlTypes.NCHAR -> columnType(SqlTypes.CHAR);
      case SqlTypes.NVARCHAR -> columnType(SqlTypes.VARCHAR);
      case SqlTypes.NCLOB -> columnType(SqlTypes.CLOB);
      case SqlTypes.LONG32VARCHAR, SqlTypes.LONG32NVARCHAR -> "text";
      case SqlTypes.FLOAT -> "double precision";
      case SqlTypes.TIME_WITH_TIMEZONE, SqlTypes.TIME_UTC -> columnType(SqlTypes.TIME);
      default -> super.columnType(sqlTypeCode);
    };
  }

  @Override
  protected String castType(int sqlTypeCode) {
    return switch (sqlTypeCode) {
      case SqlTypes.CHAR, SqlTypes.NCHAR -> "char";
      case SqlTypes.VARCHAR, SqlTypes.NVARCHAR, SqlTypes.LONG32VARCHAR, SqlTypes.LONG32NVARCHAR ->
          "varchar";
      case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONG32VARBINARY -> "varbinary";
      default -> super.castType(sqlTypeCode);
    };
  }

  @Override
  protected void registerColumnTypes(TypeContributions contributions, ServiceRegistry services) {
    super.registerColumnTypes(contributions, services);
    contributions
        .getTypeConfiguration()
        .getDdlTypeRegistry()
        .addDescriptor(new DdlTypeImpl(SqlTypes.UUID, "uuid", this));
  }

  @Override
  public void contributeTypes(TypeContributions contributions, ServiceRegistry services) {
    super.contributeTypes(contributions, services);
    contributions
        .getTypeConfiguration()
        .getJdbcTypeRegistry()
        .addDescriptorIfAbsent(UUIDJdbcType.INSTANCE);
  }

  @Override
  public int getMaxVarcharLength() {
    return MAX_LENGTH;
  }

  @Override
  public int getMaxVarbinaryLength() {
    return MAX_LENGTH;
  }

  @Override
  public int getDefaultDecimalPrecision() {
    return 38;
  }

  @Override
  public long getFractionalSecondPrecisionInNanos() {
    return NANOS_PER_MICRO;
  }

  @Override
  public TimeZoneSupport getTimeZoneSupport() {
    return TimeZoneSupport.NATIVE;
  }

  @Override
  public boolean supportsTemporalLiteralOffset() {
    return true;
  }

  @Override
  public void appendBooleanValueString(SqlAppender appender, boolean value) {
    appender.appendSql(value);
  }

  @Override
  public boolean supportsIsTrue() {
    return true;
  }

  @Override
  public boolean supportsDistinctFromPredicate() {
    return true;
  }

  @Override
  public String getCaseInsensitiveLike() {
    return "ilike";
  }

  @Override
  public boolean supportsCaseInsensitiveLike() {
    return true;
  }

  @Override
  public void initializeFunctionRegistry(FunctionContributions contributions) {
    super.initializeFunctionRegistry(contributions);
    CommonFunctionFactory functions = new CommonFunctionFactory(contributions);
    functions.aggregates(this, SqlAstNodeRenderingMode.NO_PLAIN_PARAMETER);
    functions.everyAny_boolAndOr();
    functions.stddevPopSamp();
    functions.varPopSamp();
    functions.listagg_stringAgg("varchar");
    functions.pi();
    functions.cot();
    functions.radians();
    functions.degrees();
    functions.log10();
    functions.cbrt();
    functions.sinh();
    functions.cosh();
    functions.tanh();
    functions.trunc_dateTrunc();
    functions.dateTrunc();
    functions.bitand();
    functions.bitor();
    functions.bitxor();
    functions.bitnot();
    functions.bitLength();
    functions.octetLength();
    functions.ascii();
    functions.chr_char();
    functions.space();
    functions.repeat();
    functions.reverse();
    functions.initcap();
    functions.instr();
    functions.substr();
    functions.translate();
    functions.position();
    functions.overlay();
    functions.trim1();
    functions.toCharNumberDateTimestamp();
    functions.concat_pipeOperator();
    functions.soundex();
    functions.yearMonthDay();
    functions.hourMinuteSecond();
    functions.weekQuarter();
    functions.lastDay();
  }

  @Override
  @SuppressWarnings({"deprecation", "removal"}) // as Hibernate declares it
  public String timestampaddPattern(
      TemporalUnit unit, TemporalType type, IntervalType intervalType) {
    return intervalType == null ? "dateadd('" + field(unit) + "',?2,?3)" : "(?2+?3)";
  }

  @Override
  @SuppressWarnings("deprecation") // as Hibernate declares it
  public String timestampdiffPattern(TemporalUnit unit, TemporalType from, TemporalType to) {
    return unit == null ? "(?3-?2)" : "datediff('" + field(unit) + "',?2,?3)";
  }

  private static String field(TemporalUnit unit) {
    return switch (unit) {
      case NATIVE -> "microsecond";
      case NANOSECOND -> throw new IllegalArgumentException("Times have whole microseconds.");
      default -> unit.toString();
    };
  }

  @Override
  public String translateExtractField(TemporalUnit unit) {
    return switch (unit) {
      case DAY_OF_MONTH -> "day";
      case DAY_OF_YEAR -> "doy";
      case DAY_OF_WEEK -> "dow";
      default -> super.translateExtractField(unit);
    };
  }

  @Override
  public String extractPattern(TemporalUnit unit) {
    return unit == TemporalUnit.DAY_OF_WEEK
        ? "(" + super.extractPattern(unit) + "+1)"
        : super.extractPattern(unit);
  }

  @Override
  public String currentTime() {
    return "localtime";
  }

  @Override
  public String currentTimestamp() {
    return "localtimestamp";
  }

  @Override
  public String currentTimestampWithTimeZone() {
    return "current_timestamp";
  }

  @Override
  public boolean supportsCurrentTimestampSelection() {
    return true;
  }

  @Override
  public boolean isCurrentTimestampSelectStringCallable() {
    return false;
  }

  @Override
  public String getCurrentTimestampSelectString() {
    return "select current_timestamp";
  }

  @Override
  public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
    return new StandardSqlAstTranslatorFactory() {
      @Override
      protected <T extends JdbcOperation> SqlAstTranslator<T> buildTranslator(
          SessionFactoryImplementor sessions, Statement statement) {
        return new AshlarSqlTranslator<>(sessions, statement);
      }
    };
  }

  @Override
  public LimitHandler getLimitHandler() {
    return OffsetFetchLimitHandler.INSTANCE;
  }

  @Override
  public NullOrdering getNullOrdering() {
    return NullOrdering.SMALLEST;
  }

  @Override
  public IdentityColumnSupport getIdentityColumnSupport() {
    return AshlarIdentity.INSTANCE;
  }

  @Override
  public SequenceSupport getSequenceSupport() {
    return PostgreSQLSequenceSupport.INSTANCE;
  }

  /** Sequences are asked of the connection's database, so that no statement is named. */
  @Override
  public SequenceInformationExtractor getSequenceInformationExtractor() {
    return AshlarSequences.INSTANCE;
  }

  @Override
  public LockingSupport getLockingSupport() {
    return AshlarLocking.INSTANCE;
  }

  @Override
  public String getForUpdateNowaitString() {
    return getForUpdateString() + " nowait";
  }

  @Override
  public String getForUpdateSkipLockedString() {
    return getForUpdateString() + " skip locked";
  }

  @Override
  public boolean dropConstraints() {
    return true;
  }

  @Override
  public boolean supportsIfExistsBeforeTableName() {
    return true;
  }

  @Override
  public boolean supportsIfExistsAfterAlterTable() {
    return true;
  }

  @Override
  public boolean supportsIfExistsBeforeConstraintName() {
    return true;
  }

  @Override
  public boolean supportsIfExistsBeforeIndexName() {
    return true;
  }

  @Override
  public boolean supportsAlterColumnType() {
    return true;
  }

  @Override
  public String getAlterColumnTypeString(String name, String type, String definition) {
    return "alter column " + name + " set data type " + type;
  }

  @Override
  public boolean supportsCommentOn() {
    return false;
  }

  @Override
  public boolean supportsStandardArrays() {
    return false;
  }

  /** There are no temporary tables: rows of several tables are changed by their ids. */
  @Override
  public SqmMultiTableMutationStrategy getFallbackSqmMutationStrategy(
      EntityMappingType entity, RuntimeModelCreationContext context) {
    return new InlineMutationStrategy(this);
  }

  @Override
  public DmlTargetColumnQualifierSupport getDmlTargetColumnQualifierSupport() {
    return DmlTargetColumnQualifierSupport.TABLE_ALIAS;
  }

  @Override
  public boolean supportsWindowFunctions() {
    return false;
  }

  @Override
  public boolean supportsTupleCounts() {
    return false;
  }

  @Override
  public ViolatedConstraintNameExtractor getViolatedConstraintNameExtractor() {
    return AshlarFailures::constraint;
  }

  @Override
  public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
    return AshlarFailures::converted;
  }

  @Override
  public boolean causesRollback(SQLException failure) {
    return AshlarFailures.causesRollback(failure);
  }
}
