package io.muster.rule.own;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.StructuredLog;
import io.muster.rule.BaselineConfig;
import io.muster.rule.Rule;
import io.muster.rule.RuleSource;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the configured folder. What is refused is logged with file, line and reason; the others work. */
@Singleton
public class OwnRules implements RuleSource {

    private static final StructuredLog LOG = StructuredLog.of(OwnRules.class);

    private final Set<String> shipped;
    private final Networks networks;
    private final Clock clock;
    private final List<Rule<?>> rules;
    private Optional<String> unreadable = Optional.empty();

    OwnRules(
            @All List<Rule<?>> shipped,
            OwnRulesConfig config,
            BaselineConfig baseline,
            Clock clock,
            MeterRegistry registry) {
        this.shipped = shipped.stream().map(rule -> rule.metadata().ruleId()).collect(Collectors.toUnmodifiableSet());
        this.networks = new Networks(baseline.trustedNetworks());
        this.clock = clock;
        List<ReadRule> read = config.folder().map(this::folder).orElse(List.of());
        read.forEach(OwnRules::tell);
        this.rules = read.stream()
                .<Rule<?>>map(ReadRule::rule)
                .filter(Objects::nonNull)
                .toList();
        long refused = read.stream().filter(rule -> rule.fault().isPresent()).count();
        Gauge.builder("muster.own.rules.refused", () -> refused)
                .description("Rules of the configured folder that were refused at start")
                .register(registry);
    }

    @Override
    public Collection<Rule<?>> rules() {
        return rules;
    }

    /** Reads files as at start, beside the shipped rules alone. */
    public List<ReadRule> read(List<RuleFile> files) {
        RuleReader reader = new RuleReader(networks, clock, shipped);
        return files.stream().flatMap(file -> reader.read(file).stream()).toList();
    }

    /** Why the folder, or a file in it, could not be read; empty where all of it was. */
    Optional<String> unreadable() {
        return unreadable;
    }

    private List<ReadRule> folder(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<RuleFile> files = new ArrayList<>();
            for (Path path : entries.filter(OwnRules::isRuleFile).sorted().toList()) {
                files.add(new RuleFile(path.getFileName().toString(), text(path)));
            }
            return read(files);
        } catch (NoSuchFileException | NotDirectoryException absent) {
            unreadable = Optional.of(folder + " is no folder");
        } catch (IOException failed) {
            unreadable = Optional.of(failed.getMessage());
        }
        return List.of();
    }

    /** Mounted ConfigMaps hold their files twice: those below {@code ..data} are no entries of the folder itself. */
    private static boolean isRuleFile(Path path) {
        String name = path.getFileName().toString();
        return Files.isRegularFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static String text(Path path) throws IOException {
        if (Files.size(path) > RuleFile.LONGEST) {
            throw new IOException(path + " is longer than " + RuleFile.LONGEST + " bytes");
        }
        try {
            return Files.readString(path);
        } catch (MalformedInputException notText) {
            throw new IOException(path + " is not UTF-8", notText);
        }
    }

    private static void tell(ReadRule read) {
        String id = read.rule() == null ? null : read.rule().metadata().ruleId();
        read.fault()
                .ifPresentOrElse(
                        fault -> LOG.with("ruleId", id)
                                .with("place", fault.place())
                                .with("reason", fault.reason())
                                .warn("A rule of your own was refused"),
                        () -> LOG.with("ruleId", id).with("tests", read.tests()).info("A rule of your own is judged"));
    }
}
