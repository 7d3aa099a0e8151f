package io.muster.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each test class is in one suite, and the application of a profile is built in one JVM. */
class SuitesTest {

    private static final Path SOURCES = Path.of("src", "test", "java");

    private static List<Class<?>> tests;

    @BeforeAll
    static void look() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            tests = files.filter(file -> file.toString().endsWith("Test.java"))
                    .<Class<?>>map(SuitesTest::type)
                    .toList();
        }
        assertThat(tests).hasSizeGreaterThan(400);
    }

    @Test
    void aProfileIsThatOfOneSuite() {
        assertThat(tests)
                .filteredOn(test -> test.isAnnotationPresent(QuarkusTest.class))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(test.getName().matches(OtherProfilesSuite.CLASSES))
                        .as(test.getName())
                        .isEqualTo(test.isAnnotationPresent(TestProfile.class)));
    }

    @Test
    void noneOfThePlainStartsQuarkusOrIsInAnotherSuite() {
        assertThat(tests)
                .filteredOn(test -> test.getName().matches(PlainSuite.CLASSES + "|" + PlainVerdictsSuite.CLASSES))
                .isNotEmpty()
                .noneMatch(test -> test.isAnnotationPresent(QuarkusTest.class)
                        || test.getName().matches(OtherProfilesSuite.CLASSES));
    }

    private static Class<?> type(Path file) {
        String path = SOURCES.relativize(file).toString();
        String name = path.substring(0, path.length() - ".java".length()).replace('/', '.');
        try {
            return Class.forName(name, false, SuitesTest.class.getClassLoader());
        } catch (ClassNotFoundException notCompiled) {
            throw new AssertionError(name, notCompiled);
        }
    }
}
