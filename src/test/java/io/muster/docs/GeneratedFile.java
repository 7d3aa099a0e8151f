package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A committed file whose content follows from the code.
 *
 * @param path relative to the project's folder, where Maven runs the tests
 * @param test the test class that generates it
 */
public record GeneratedFile(Path path, Class<?> test) {

    private static final String WRITE = "muster.docs.write";

    /** Fails if the file differs from what the code says now; writes it instead when asked to. */
    public void holds(String generated) {
        if (Boolean.getBoolean(WRITE)) {
            write(generated);
        }
        assertThat(committed())
                .as(
                        "%s is not what the code says. Generate it anew:%n  mvn test -Dtest=%s -D%s=true",
                        path, test.getSimpleName(), WRITE)
                .isEqualTo(generated);
    }

    /** The template with the part that a comment calls generated, by that name, replaced. */
    static String replaced(String template, String name, String generated) {
        Matcher part = Pattern.compile(
                        "(?<=# generated: " + Pattern.quote(name) + "\n).*?(?= *# end\n)", Pattern.DOTALL)
                .matcher(template);
        assertThat(part.find()).as(name).isTrue();
        return part.replaceFirst(Matcher.quoteReplacement(generated));
    }

    private String committed() {
        try {
            return Files.exists(path) ? Files.readString(path).replace("\r\n", "\n") : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void write(String generated) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, generated);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
