// The explain page in a real browser. Takes a folder with reports that
// tests/browser.rs has made, prints one line of JSON for each test, and leaves
// screenshots beside the reports.
import { chromium } from "playwright-core";
import { strict as assert } from "node:assert";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [folder, executablePath] = process.argv.slice(2);
// In milliseconds: a busy machine may take its time.
const PATIENCE = 120_000;
const browser = await chromium.launch({
  executablePath,
  timeout: PATIENCE,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
});
const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

// A test gets a report that is open in a fresh browser, and the requests it has made.
const test = async (name, report, options, body) => {
  const context = await browser.newContext({ ...DESK, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const requests = [], errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("dialog", (dialog) => { errors.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  let message = "";
  try {
    const address = pathToFileURL(join(folder, report)).href;
    await page.goto(address);
    await body(page);
    assert.deepEqual(errors, [], "the page reports errors");
    assert.deepEqual([...new Set(requests)], [address], "the report asks for nothing");
  } catch (error) {
    message = error.message;
  }
  console.log(JSON.stringify({ name, message }));
  await context.close();
};

const opacity = (page, selector) => page.locator(selector).first().evaluate((block) => {
  let product = 1;
  for (let at = block; at; at = at.parentElement) product *= Number(getComputedStyle(at).opacity);
  return product;
});
const focused = (page) => page.evaluate(() => document.activeElement.id);
const shot = (page, name) => page.screenshot({ path: join(folder, `${name}.png`) });

await test("a reason lights only its blocks, and once more lights all", "gallery.html", {}, async (page) => {
  const caption = page.getByRole("button", { name: /^caption/ });
  await caption.click();
  const key = await caption.getAttribute("data-key");
  assert.equal(await caption.getAttribute("aria-pressed"), "true");
  const hue = (of) => of.evaluate((e) => getComputedStyle(e).getPropertyValue("--hue"));
  assert.equal(await hue(caption), await hue(page.locator(`.run[data-r="${key}"]`).first()), "a reason has one colour");
  assert.equal(await opacity(page, `.b[data-r="${key}"]`), 1);
  assert.ok((await opacity(page, '.b[data-r="kept"]')) < 0.3 && (await opacity(page, "#b0")) < 0.3);
  await caption.click();
  assert.equal(await opacity(page, '.b[data-r="kept"]'), 1);
  await page.getByRole("button", { name: /^paragraph/ }).click();
  assert.ok((await opacity(page, `.b[data-r="${key}"]`)) < 0.3);
  assert.equal(await opacity(page, '.b[data-r="kept"]'), 1);
  await page.keyboard.press("Escape");
  assert.equal(await opacity(page, `.b[data-r="${key}"]`), 1);
});

await test("a block tells who decided, what weighed, where it stands, what to write", "gallery.html", {}, async (page) => {
  await page.getByText("Sheets of mulberry paper").click();
  const details = page.locator("#details");
  for (const words of [/Dropped by the rule caption/, /--include caption/, /% likely/, /for|against/, /figcaption/]) {
    assert.match(await details.innerText(), words);
  }
  await page.getByRole("button", { name: "Close" }).click();
  assert.ok(await details.isHidden());
  await page.getByText("The kites are not toys").click();
  assert.match(await details.innerText(), /Kept: paragraph/);
});

await test("all of it works by keyboard", "gallery.html", {}, async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /first words/);
  await page.keyboard.press("Tab");
  const first = await focused(page);
  assert.equal(await page.locator(`#${first}`).getAttribute("data-r"), "kept", "the first stop is the text");
  assert.match(await page.locator("#details").innerText(), /Kept/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), `b${Number(first.slice(1)) + 1}`);
  assert.equal(await page.locator("[aria-selected=true]").count(), 1);
  await page.keyboard.press("Home");
  assert.equal(await focused(page), "b0");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), "b0");
  await page.keyboard.press("End");
  const last = await page.locator(".b").last().getAttribute("id");
  assert.equal(await focused(page), last);
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#details").isHidden());
  const caption = page.getByRole("button", { name: /^caption/ });
  await caption.focus();
  await page.keyboard.press("Enter");
  const key = await caption.getAttribute("data-key");
  await page.locator(".b[tabindex='0']").focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.locator(`#${await focused(page)}`).getAttribute("data-r"), key, "arrows go from lit to lit");
});

await test("what the page hides is shown on demand", "hidden.html", {}, async (page) => {
  const secret = page.getByText("a menu that nobody sees", { exact: false });
  assert.ok(await secret.isHidden());
  await page.getByLabel(/the page itself hides/).check();
  assert.ok(await secret.isVisible());
});

await test("hostile text stays text", "hostile.html", {}, async (page) => {
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => typeof window.ran), "undefined");
  assert.equal(await page.locator("img, iframe, svg, object, main a").count(), 0);
  assert.equal(await page.locator("script").count(), 2);
  assert.match(await page.locator("main").innerText(), /<script>window\.ran = 1<\/script>/);
  for (const block of await page.locator(".b:visible").all()) await block.click();
  assert.equal(await page.evaluate(() => typeof window.ran), "undefined");
  assert.equal(await page.locator("#details img, #details script").count(), 0);
});

await test("a language from right to left is set so", "rtl.html", {}, async (page) => {
  await page.locator(".b[data-r='kept']").nth(1).click();
  const [main, direction] = await page.locator("main").evaluate((m) => [m.dir, getComputedStyle(m).direction]);
  assert.deepEqual([main, direction], ["rtl", "rtl"]);
  const edge = await page.locator(".run").first().evaluate((run) => getComputedStyle(run).borderRightWidth);
  assert.notEqual(edge, "0px", "the mark of a dropped run stands at its beginning");
  await shot(page, "rtl");
});

await test("a phone needs no sideways scrolling", "gallery.html", PHONE, async (page) => {
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await width(), 390);
  await shot(page, "phone");
  await page.getByText("The kites are not toys").click();
  const box = await page.locator("#details").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 845, "the details are on the screen");
  assert.equal(await width(), 390);
  await page.getByText("Why text was dropped").click();
  await page.getByRole("button", { name: /^caption/ }).click();
  assert.equal(await width(), 390);
  await shot(page, "phone-details");
});

// Luminance and contrast by WCAG 2.2, over the nearest painted ground.
const contrasts = (page) => page.evaluate(() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour, under) => {
    paint.fillStyle = under ?? "#fff"; paint.fillRect(0, 0, 1, 1);
    paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (c) => c.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/rgba\(.*, 0\)/.test(colour)) return rgb(colour);
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !element.checkVisibility() || element.matches("script, style, .skip")) continue;
    const [a, b] = [luminance(rgb(getComputedStyle(element).color)), luminance(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(low)];
});

for (const colorScheme of ["light", "dark"]) {
  await test(`contrast is enough in ${colorScheme} mode`, "gallery.html", { colorScheme }, async (page) => {
    await page.getByText("Sheets of mulberry paper").click();
    assert.deepEqual(await contrasts(page), []);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground === "rgb(255, 255, 255)", colorScheme === "light");
    await shot(page, `desktop-${colorScheme}`);
  });
}

await test("everything has a role and a name", "gallery.html", {}, async (page) => {
  assert.equal(await page.getByRole("listbox", { name: /text/ }).count(), 1);
  assert.ok((await page.getByRole("option").count()) > 20);
  assert.ok((await page.getByRole("group", { name: "dropped, caption" }).count()) > 1);
  const nameless = await page.getByRole("button").evaluateAll((all) =>
    all.filter((b) => !b.innerText.trim() && !b.getAttribute("aria-label")).length);
  assert.equal(nameless, 0);
  assert.equal(await page.getByRole("complementary").count(), 1);
});

await test("the text can be read without scripts", "gallery.html", { javaScriptEnabled: false }, async (page) => {
  assert.ok(await page.getByText("The kites are not toys").isVisible());
  assert.ok(await page.getByText("Why text was dropped").isVisible());
});

// Seconds of processor time of the page's thread, which other work on the machine does not change.
const thread = async (session) => {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find((metric) => metric.name === "ThreadTime").value;
};

await test("a page of five megabytes stays usable", "large.html", {}, async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const time = async (act) => {
    const started = await thread(session);
    await act();
    return (await thread(session)) - started;
  };
  const opened = await time(() => page.reload());
  assert.ok((await page.locator(".b").count()) > 20_000);
  const click = await time(() => page.locator("#b2005").click());
  assert.ok(await page.locator("#details").isVisible());
  const key = await time(() => page.keyboard.press("ArrowDown"));
  const filter = await time(() => page.locator(".filters button").first().click());
  const seconds = { opened, click, key, filter };
  console.error("a page of 5 MB, seconds of processor time:", JSON.stringify(seconds));
  // A filter marks all blocks of a reason, here more than 20,000. The bounds are there to
  // find work that grows with the square of the page, and leave a slow machine its time.
  assert.ok(opened < 8 && click < 3 && key < 0.5 && filter < 8, JSON.stringify(seconds));
});

await browser.close();
