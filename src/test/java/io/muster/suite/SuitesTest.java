package io.muster.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each test class is in one suite, and each profile's application in one JVM. */
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
    void classesWithAProfileOfTheirOwnHaveTheTagAndNoOther() {
        assertThat(tests)
                .allSatisfy(test -> assertThat(isTagged(test))
                        .as(test.getName())
                        .isEqualTo(test.isAnnotationPresent(TestProfile.class)));
    }

    @Test
    void noneOfThePlainPackagesStartsQuarkus() {
        assertThat(tests)
                .filteredOn(test -> test.getName().matches(PlainSuite.CLASSES + ".*"))
                .isNotEmpty()
                .noneMatch(test -> test.isAnnotationPresent(QuarkusTest.class));
    }

    private static boolean isTagged(Class<?> test) {
        return Arrays.stream(test.getAnnotationsByType(Tag.class))
                .anyMatch(tag -> tag.value().equals(OtherProfilesSuite.TAG));
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
