package io.muster.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.muster.launch.Alongside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/** Classes that run while others do start no Quarkus and change nothing that the JVM has once. */
class AlongsideTest {

    private static final Path SOURCES = Path.of("src", "test", "java");

    /** What sets something for the whole JVM. */
    private static final Set<String> FOR_ALL = Set.of(
            "java.lang.System.setProperty",
            "java.lang.System.clearProperty",
            "java.lang.System.setProperties",
            "java.lang.System.setOut",
            "java.lang.System.setErr",
            "java.lang.System.setIn",
            "java.util.Locale.setDefault",
            "java.util.TimeZone.setDefault",
            "java.security.Security.setProperty",
            "java.security.Security.addProvider",
            "java.net.Authenticator.setDefault",
            "java.net.ProxySelector.setDefault",
            "java.util.logging.Logger.addHandler",
            "java.util.logging.Logger.setLevel",
            "org.jboss.logmanager.Logger.addHandler",
            "org.jboss.logmanager.Logger.setLevel");

    private static final List<Class<?>> MARKED = new ArrayList<>();

    @BeforeAll
    static void look() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith("Test.java"))
                    .map(AlongsideTest::type)
                    .filter(type -> AnnotationSupport.isAnnotated(type, Alongside.class))
                    .forEach(MARKED::add);
        }
        assertThat(MARKED).isNotEmpty();
    }

    @Test
    void noneStartsQuarkus() {
        assertThat(MARKED)
                .allSatisfy(type -> assertThat(extensions(type))
                        .as(type.getName())
                        .noneMatch(extension -> extension.startsWith("io.quarkus.")));
    }

    @Test
    void noneChangesWhatTheJvmHasOnce() {
        List<Class<?>> withTheirBases = MARKED.stream()
                .<Class<?>>flatMap(type ->
                        Stream.<Class<?>>iterate(type, Class::getSuperclass).takeWhile(one -> one != Object.class))
                .distinct()
                .toList();

        noClasses()
                .should()
                .callMethodWhere(describe("it is set for the whole JVM", AlongsideTest::isForAll))
                .check(new ClassFileImporter().importClasses(withTheirBases));
    }

    /** The rule would find a class that broke it. */
    @Test
    void whatIsForAllIsFound() {
        JavaClass breaks = new ClassFileImporter().importClass(Breaks.class);

        assertThat(breaks.getMethodCallsFromSelf()).anyMatch(AlongsideTest::isForAll);
    }

    private static final class Breaks implements Runnable {
        @Override
        public void run() {
            System.setProperty("muster.test.never-set", "");
        }
    }

    private static boolean isForAll(JavaCall<?> call) {
        AccessTarget.CodeUnitAccessTarget target = call.getTarget();
        return FOR_ALL.contains(target.getOwner().getName() + "." + target.getName());
    }

    /** By annotations of any depth, and by fields. */
    private static Stream<String> extensions(Class<?> type) {
        Stream<Class<?>> declared = AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream()
                .flatMap(with -> Stream.of(with.value()));
        Stream<Class<?>> registered = AnnotationSupport.findAnnotatedFields(type, RegisterExtension.class).stream()
                .map(field -> field.getType());
        return Stream.concat(declared, registered).map(Class::getName);
    }

    private static Class<?> type(Path source) {
        String name = SOURCES.relativize(source).toString().replaceAll("\\.java$", "");
        try {
            return Class.forName(name.replace('/', '.'), false, AlongsideTest.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
