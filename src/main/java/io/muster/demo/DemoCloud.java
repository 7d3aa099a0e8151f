package io.muster.demo;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The estate behind the demo cloud: its accounts, their resources, and the changes of these. Resources are values
 * of the AWS SDK's types; IAM's are in the region {@link #GLOBAL} and known under their ARNs. A setting of a region
 * as a whole is the response type of the operation that reads it, under the id {@link #SETTING}. Thread-safe; a region
 * takes no memory before it is asked for, and little then, independent of its size.
 */
@Singleton
public class DemoCloud {

    /** The region of IAM's resources. */
    public static final String GLOBAL = "global";

    /** The id of a setting, of which there is just one. */
    public static final String SETTING = "setting";

    private final DemoSize size;
    private final List<DemoAccount> accounts;
    private final Map<String, DemoAccount> byId;
    private final Dice dice;
    private final Map<String, Day> days = new ConcurrentHashMap<>();
    private final Drift drift;
    private final Seeds seeds;
    private final DemoQueue queue = new DemoQueue(Clock.systemUTC());

    public DemoCloud(DemoSize size) {
        this(size, Seeds.shipped());
    }

    DemoCloud(DemoSize size, Seeds seeds) {
        this.seeds = seeds;
        this.size = size;
        this.accounts = IntStream.range(0, size.accounts())
                .mapToObj(number -> DemoAccount.of(number, size.regions()))
                .toList();
        this.byId = accounts.stream().collect(Collectors.toMap(DemoAccount::accountId, account -> account));
        this.dice = new Dice(size.seed());
        this.drift = new Drift(dice.of("drift"), this::anyRegion);
    }

    @Inject
    DemoCloud(DemoConfig config) {
        this(DemoSize.of(config));
    }

    /** All accounts; the first one is the hub, to which credentials belong that were not got by assuming a role. */
    public List<DemoAccount> accounts() {
        return accounts;
    }

    /** The account's resources of the type in the region; a snapshot, in the order in which AWS would list it. */
    public <T> List<T> list(String accountId, String region, Class<T> type) {
        return listings(accountId, region).of(type).all();
    }

    /** Puts other resources in the place of all that the account has of the type in the region, by their ids. */
    public <T> void replace(String accountId, String region, Class<T> type, Map<String, T> byId) {
        listings(accountId, region).put(type, Listing.of(byId));
    }

    /** Changes a resource from now on; an earlier change of the same resource is taken back. */
    public <T> void alter(String accountId, String region, Class<T> type, String id, UnaryOperator<T> change) {
        listings(accountId, region).of(type).alter(id, change);
    }

    /** Removes a resource, without the resources that belong to it. */
    public <T> void remove(String accountId, String region, Class<T> type, String id) {
        listings(accountId, region).of(type).remove(id);
    }

    /** Takes back a change or a removal. */
    public <T> void restore(String accountId, String region, Class<T> type, String id) {
        listings(accountId, region).of(type).restore(id);
    }

    /**
     * Makes the next in a sequence of small changes that follows from the seed alone, and returns it. If there are several
     * accounts, the hub does not change. The queue gets the event that AWS would send.
     */
    public DemoChange drift() {
        DemoChange change = drift.next();
        queue.send(DemoEvent.of(change, Instant.now()));
        return change;
    }

    DemoQueue queue() {
        return queue;
    }

    Seeds seeds() {
        return seeds;
    }

    DemoSize size() {
        return size;
    }

    DemoAccount hub() {
        return accounts.get(0);
    }

    Optional<DemoAccount> account(String accountId) {
        return Optional.ofNullable(byId.get(accountId));
    }

    /** Fails with {@link IllegalArgumentException} for an account or a region that the cloud does not have. */
    Listings listings(String accountId, String region) {
        return listings(accountId, region, 0);
    }

    /** The listings of so many days ago; 0 for the present. */
    Listings listings(String accountId, String region, int daysAgo) {
        DemoAccount account = account(accountId)
                .orElseThrow(() -> new IllegalArgumentException("the demo cloud has no account " + accountId));
        return estate(account, region, daysAgo).listings();
    }

    /** The listings of the region in which the caller calls. */
    Listings listings(Call call) {
        return region(call).listings();
    }

    /** Refuses, as AWS does, a region that is not enabled in the account. */
    RegionEstate region(Call call) {
        DemoAccount account = caller(call);
        if (!account.regions().contains(call.region())) {
            throw unknownCredentials();
        }
        return estate(account, call.region(), call.caller().daysAgo());
    }

    /** The IAM of the caller's account. */
    Listings iam(Call call) {
        return estate(caller(call), GLOBAL, call.caller().daysAgo()).listings();
    }

    private DemoAccount caller(Call call) {
        return account(call.accountId()).orElseThrow(DemoCloud::unknownCredentials);
    }

    private static DemoError unknownCredentials() {
        return new DemoError(401, "AuthFailure", "AWS was not able to validate the provided access credentials");
    }

    /** The past day of a place that was requested last, which is kept because a scan requests one day after the other. */
    private record Day(int ago, RegionEstate estate) {}

    private RegionEstate estate(DemoAccount account, String region, int daysAgo) {
        String place = account.accountId() + "/" + region + (daysAgo == 0 ? "" : "/past");
        return days.compute(
                        place,
                        (key, known) -> known != null && known.ago == daysAgo
                                ? known
                                : new Day(daysAgo, generate(account, region, daysAgo)))
                .estate;
    }

    private RegionEstate generate(DemoAccount account, String region, int daysAgo) {
        if (!region.equals(GLOBAL) && !account.regions().contains(region)) {
            throw new IllegalArgumentException("the demo cloud has no region " + region);
        }
        return new RegionEstate(Site.of(dice, accounts, account, region, size.instancesPerRegion(), daysAgo), seeds);
    }

    /** A random region, not of the hub where there are other accounts, so that answers about the hub are predictable. */
    private RegionEstate anyRegion(int chance) {
        List<DemoAccount> drifting = accounts.size() == 1 ? accounts : accounts.subList(1, accounts.size());
        DemoAccount account = drifting.get(chance % drifting.size());
        List<String> names = account.regions();
        return estate(account, names.get(chance / drifting.size() % names.size()), 0);
    }
}
