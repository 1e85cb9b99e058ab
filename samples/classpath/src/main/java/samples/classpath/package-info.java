/** Ashlar on the class path: {@link samples.classpath.Cities} opens a directory and asks a table. */
package samples.classpath;
