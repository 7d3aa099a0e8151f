package io.muster.finding.webhook;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The addresses that webhooks may call. A host is looked up once for each attempt, and the connection is made to the address that
 * was judged: a name that means another address a moment later (DNS rebinding) leads nowhere else.
 */
@ApplicationScoped
class Targets {

    static final int LONGEST = 2_000;

    /** Finds the addresses of a host. */
    interface LookUp {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** A target that is not called, and the reason. */
    static final class Refused extends RuntimeException {
        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    private final boolean allowHttp;
    private final List<String> allowedHosts;
    private final boolean anyHost;
    private final AddressGuard guard;
    private final LookUp lookUp;

    @Inject
    Targets(WebhooksConfig config) {
        this(config, InetAddress::getAllByName);
    }

    Targets(WebhooksConfig config, LookUp lookUp) {
        this.allowHttp = config.allowHttp();
        this.anyHost = config.allowedHosts().isEmpty();
        this.allowedHosts = config.allowedHosts().orElse(List.of()).stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        this.guard = new AddressGuard(config.allowPrivateNetworks());
        this.lookUp = lookUp;
    }

    /** The fault of an address as far as its text tells; empty where there is none. */
    Optional<String> fault(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return Optional.of("is missing");
        }
        if (url.length() > LONGEST) {
            return Optional.of("has " + url.length() + " characters; at most " + LONGEST);
        }
        URI address = parsed(url);
        if (address == null || address.getHost() == null) {
            return Optional.of("must be an address such as https://hooks.example.com/muster");
        }
        return fault(address);
    }

    private Optional<String> fault(URI address) {
        if (!"https".equalsIgnoreCase(address.getScheme())
                && !(allowHttp && "http".equalsIgnoreCase(address.getScheme()))) {
            return Optional.of(allowHttp ? "must begin with https:// or http://" : "must begin with https://");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return Optional.of("must have neither a user nor a fragment");
        }
        if (address.getPort() == 0 || address.getPort() > 65_535) {
            return Optional.of("must have a port from 1 to 65535, or none");
        }
        if (!allowed(address.getHost().toLowerCase(Locale.ROOT))) {
            return Optional.of("names a host that is not among muster.webhooks.allowed-hosts");
        }
        return isLiteral(address.getHost())
                ? literal(address.getHost()).map(guard::refusal).orElse(Optional.of("names an address that is none"))
                : Optional.empty();
    }

    private boolean allowed(String host) {
        return anyHost
                || allowedHosts.stream()
                        .anyMatch(allowed ->
                                allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed));
    }

    /** Whether a host is written as an address; one with a zone means this machine's own interfaces, and is none to others. */
    private static boolean isLiteral(String host) {
        return host.matches("\\[.*]|[0-9.]+");
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return host.contains("%")
                    ? Optional.empty()
                    : Optional.of(InetAddress.getAllByName(host)[0]); // an address: nothing is looked up
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    private static @Nullable URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** The address to connect to. Fails as {@link Refused} where any address of the host is refused, or there is none. */
    Uni<InetAddress> resolve(URI url) {
        return Uni.createFrom().item(() -> resolveNow(url)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private InetAddress resolveNow(URI url) {
        fault(url).ifPresent(fault -> {
            throw new Refused("The target " + fault);
        });
        InetAddress[] addresses = addresses(url.getHost());
        for (InetAddress address : addresses) {
            guard.refusal(address).ifPresent(reason -> {
                throw new Refused("The target " + reason);
            });
        }
        return addresses[0];
    }

    private InetAddress[] addresses(String host) {
        try {
            return lookUp.of(host);
        } catch (UnknownHostException e) {
            throw new Refused("The host has no address");
        }
    }
}
