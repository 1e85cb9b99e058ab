/**
 * What a URL says, and the databases that are open for URLs.
 *
 * <p>Read first: {@link io.ashlar.jdbc.url.ConnectionSettings} and {@link
 * io.ashlar.jdbc.url.OpenDatabases}. There is one database for a directory in a process, however
 * many connections there are; it is closed some time after the last of them.
 */
package io.ashlar.jdbc.url;
