package io.muster.launch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * A plain test class that runs on a second thread, while the classes that start Quarkus run one after another on the
 * first. Its methods run one after another, as they do without it: they may share what the class starts. So do classes with
 * a base in common, which may share what the base starts. For classes that take long and change nothing that the JVM has
 * once: system properties, log handlers, the default locale, files that others write, too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = Alongside.OfTheBase.class)
public @interface Alongside {

    /**
     * A lock that nothing takes but classes of the same base. JUnit runs the methods of a class that has a lock on the
     * thread of the class.
     */
    final class OfTheBase implements ResourceLocksProvider {
        @Override
        public Set<Lock> provideForClass(Class<?> testClass) {
            Class<?> base = testClass;
            while (base.getSuperclass() != Object.class) {
                base = base.getSuperclass();
            }
            return Set.of(new Lock(base.getName()));
        }
    }
}
