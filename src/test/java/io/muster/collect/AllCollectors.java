package io.muster.collect;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every collector that is a bean, put together without CDI. */
public final class AllCollectors {

    /** What events concern the kinds of all collectors. */
    public static ChangingEvents events() {
        return new ChangingEvents(create());
    }

    private AllCollectors() {}

    public static Collectors create() {
        return with(Map.of());
    }

    /** @param settings of {@code muster.collect}, without the prefix */
    static Collectors with(Map<String, String> settings) {
        CollectConfig config = config(settings);
        List<Collector<?>> all = types().filter(type -> type.isAnnotationPresent(ApplicationScoped.class))
                .<Collector<?>>map(type -> (Collector<?>) made(type, config))
                .toList();
        return new Collectors(all);
    }

    private static CollectConfig config(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((key, value) -> prefixed.put("muster.collect." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(CollectConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 100))
                .build()
                .getConfigMapping(CollectConfig.class);
    }

    /** Read one service each for {@link SecurityGroupUserCollector}, which is the bean. */
    private static final Set<Class<?>> PARTS =
            Set.of(BuildProjects.class, ContainerServices.class, FileSystems.class, GroupUserListing.class);

    /** The classes of collectors, beans or not, but for the parts of one. */
    static Stream<Class<?>> types() {
        return beside(Collector.class)
                .filter(Collector.class::isAssignableFrom)
                .filter(type -> !PARTS.contains(type))
                .filter(type -> !Modifier.isAbstract(type.getModifiers()));
    }

    /** The classes in the same package as this one. */
    static Stream<Class<?>> beside(Class<?> type) {
        String folder = type.getPackageName().replace('.', '/');
        try (Stream<Path> files = Files.list(
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .resolve(folder))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .sorted()
                    .<Class<?>>map(name -> loaded(type.getPackageName() + "." + name.replace(".class", "")))
                    .toList()
                    .stream();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, AllCollectors.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** By its one constructor, whose parameters are collectors too, or the configuration. */
    private static Object made(Class<?> type, CollectConfig config) {
        if (type == CollectConfig.class) {
            return config;
        }
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        Object[] needed = Arrays.stream(constructor.getParameterTypes())
                .map(part -> made(part, config))
                .toArray();
        try {
            return constructor.newInstance(needed);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
