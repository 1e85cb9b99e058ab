package io.ashlar.rows.database;
import io.ashlar.*; import io.ashlar.mvcc.*;
final class EmbeddedStores { static VersionedStore open(java.nio.file.Path p, Options o){throw new UnsupportedOperationException();} }
