/**
 * Ashlar in Spring Boot: {@link samples.spring.PlacesApplication} has the database as a bean, {@link
 * samples.spring.PlacesController} answers requests on virtual threads.
 */
package samples.spring;
