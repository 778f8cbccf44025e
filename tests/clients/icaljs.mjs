// Reads calendars with ical.js. On stdin a list of calendars (strings); on stdout, for each of them,
// {complaints: [...], shown: [[uid, start, end, title, status, place, text], ...]}.
import { readFileSync } from "node:fs";
import ICAL from "../vendor/ical.js/ical.mjs";

const LAST_YEAR = 2060; // what has no end is looked at up to here

const told = (time) =>
  time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString().slice(0, 16) + "Z";

const uid = (component) => component.getFirstPropertyValue("uid");

function* everything(component) {
  yield component;
  for (const inner of component.getAllSubcomponents()) yield* everything(inner);
}

function* complaints(calendar) {
  for (const component of everything(calendar))
    for (const property of component.getAllProperties())
      for (const value of property.getValues()) {
        if (value === null || value === undefined) yield `${property.name} has no value`;
        if (!(value instanceof ICAL.Time)) continue;
        if (component.name === "vevent" && !value.isDate && value.zone === ICAL.Timezone.localTimezone)
          yield `${property.name} is in no zone that is known: ${property.toICALString()}`;
      }
}

function shown(calendar) {
  const components = calendar.getAllSubcomponents("vevent");
  const of = (main) => (one) => uid(one) === uid(main);
  const overrides = components.filter((one) => one.hasProperty("recurrence-id"));
  const found = [];
  const add = (event, start, end) => {
    const status = event.component.getFirstPropertyValue("status");
    found.push([event.uid, told(start), told(end), event.summary, status ?? "",
                event.location ?? "", event.description ?? ""]);
  };
  for (const component of components.filter((one) => !one.hasProperty("recurrence-id"))) {
    const event = new ICAL.Event(component, { exceptions: overrides.filter(of(component)) });
    if (!event.isRecurring()) {
      add(event, event.startDate, event.endDate);
      continue;
    }
    const days = event.iterator();
    for (let day = days.next(); day && day.year < LAST_YEAR; day = days.next()) {
      const details = event.getOccurrenceDetails(day);
      add(details.item, details.startDate, details.endDate);
    }
  }
  return found;
}

const answer = JSON.parse(readFileSync(0, "utf-8")).map((text) => {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    return { complaints: [...complaints(calendar)], shown: shown(calendar) };
  } catch (error) {
    return { complaints: [String(error)], shown: [] };
  }
});
process.stdout.write(JSON.stringify(answer));
