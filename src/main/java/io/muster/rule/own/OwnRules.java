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

    private List<ReadRule> folder(Path folder) {
        List<RuleFile> files = new ArrayList<>();
        List<ReadRule> unread = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path path : entries.filter(OwnRules::isRuleFile).sorted().toList()) {
                try {
                    files.add(new RuleFile(path.getFileName().toString(), text(path)));
                } catch (IOException failed) {
                    unread.add(unread(path.getFileName().toString(), failed));
                }
            }
        } catch (IOException failed) {
            unread.add(unread(folder.toString(), failed));
        }
        unread.addAll(read(files));
        return unread;
    }

    /** Mounted ConfigMaps hold their files twice: those below {@code ..data} are no entries of the folder itself. */
    private static boolean isRuleFile(Path path) {
        String name = path.getFileName().toString();
        return Files.isRegularFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static String text(Path path) throws IOException {
        if (Files.size(path) > RuleFile.LONGEST) {
            throw new IOException("it is longer than " + RuleFile.LONGEST + " bytes");
        }
        return Files.readString(path);
    }

    private static ReadRule unread(String name, IOException failed) {
        String reason = failed instanceof MalformedInputException ? "it is not UTF-8" : failed.getMessage();
        return ReadRule.refused(Optional.empty(), new Fault(name, 1, "cannot be read: " + reason));
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
