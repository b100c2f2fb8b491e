'use strict';
(() => {
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'path://M0,0L10,0L5,9Z', 'path://M3,0h4v3h3v4h-3v3h-4v-3h-3v-4h3Z'];
  const DASHES = ['solid', [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [12, 6]];
  /** Another symbol and dash for each round of colours, so that no two of the first 36 series look the same. */
  const look = (colours, i) => {
    const turn = (i + Math.floor(i / colours.series.length)) % SYMBOLS.length;
    return {color: colours.series[i % colours.series.length], symbol: SYMBOLS[turn], dash: DASHES[turn]};
  };
  const NARROW_PX = 640;
  const ROW_PX = 40;

  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const theme = () => ({
    ink: css('--ink'), muted: css('--muted'), line: css('--line'), paper: css('--paper'),
    band: css('--band'), heat: [css('--heat-low'), css('--heat-high')], series: css('--series').split(/\s+/),
  });

  const number = value => Number(Number(value).toPrecision(4)).toLocaleString('en', {maximumFractionDigits: 6});
  const spread = point => point.low < point.high ? ` (${number(point.low)}–${number(point.high)})` : '';
  const note = point => point.note ? `, ${point.note}` : '';
  const escape = text => echarts.format.encodeHTML(text);

  const nines = percentile => -Math.log10(1 - percentile / 100);
  const percentile = places => `${Number((100 * (1 - 10 ** -places)).toFixed(Math.max(0, places - 2)))} %`;
  const place = (axis, value) => axis.scale === 'PERCENTILE' ? nines(value) : value;

  /** WCAG 2.2's relative luminance. */
  const luminance = colour => echarts.color.parse(colour).slice(0, 3)
    .map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);

  /** On any colour one of black and white has at least 4.5:1, which ink and paper have not. */
  const textOn = colour => 1.05 / (luminance(colour) + 0.05) >= 4.5 ? '#ffffff' : '#000000';

  /** A name that fits beside its sign in a legend on a phone; the data has the whole name. */
  const shorten = name => innerWidth < NARROW_PX && name.length > 40 ? `${name.slice(0, 39)}…` : name;

  /** Room for all values; bars start at nothing, and so does a line unless that would flatten it. */
  function extent(values, fromZero) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    if (fromZero || (low >= 0 && low < high / 2)) {
      return {min: Math.min(0, low), max: high * 1.05};
    }
    const room = (high - low || Math.abs(high) || 1) * 0.1;
    return {min: low - room, max: high + room};
  }

  function axis(colours, description, values, fromZero) {
    const common = {
      name: description.name,
      nameLocation: 'middle',
      nameTextStyle: {color: colours.muted},
      axisLabel: {color: colours.muted, hideOverlap: true, formatter: number},
      axisLine: {show: true, lineStyle: {color: colours.muted}},
      splitLine: {lineStyle: {color: colours.line, opacity: 0.6}},
    };
    switch (description.scale) {
      case 'LOG10':
        return {...common, type: 'log', min: 10 ** Math.floor(Math.log10(Math.min(...values)))};
      case 'LOG2':
        return {
          ...common, type: 'log', logBase: 2,
          min: 2 ** Math.floor(Math.log2(Math.min(...values))),
          max: 2 ** Math.ceil(Math.log2(Math.max(...values))),
        };
      case 'PERCENTILE':
        return {...common, type: 'value', min: 0, interval: 1, axisLabel: {...common.axisLabel, formatter: percentile}};
      default: {
        const {min, max} = extent(values, fromZero);
        const outside = value => value < min || value > max;
        return {
          ...common, type: 'value', min, max,
          axisLabel: {...common.axisLabel, showMinLabel: min === 0, showMaxLabel: false, formatter: value => outside(value) ? '' : number(value)},
        };
      }
    }
  }

  /** Spread as a line with two ends; data is [row or x, low, high]. */
  function whiskers(colour, data, horizontal) {
    return {
      type: 'custom',
      silent: true,
      itemStyle: {color: colour},
      encode: horizontal ? {x: [1, 2], y: 0} : {x: 0, y: [1, 2]},
      data,
      z: 3,
      renderItem: (params, api) => {
        const at = value => horizontal ? api.coord([value, api.value(0)]) : api.coord([api.value(0), value]);
        const [from, to] = [at(api.value(1)), at(api.value(2))];
        const end = ([x, y]) => horizontal ? [x, y - 5, x, y + 5] : [x - 5, y, x + 5, y];
        const line = ([x1, y1, x2, y2]) =>
          ({type: 'line', shape: {x1, y1, x2, y2}, style: {stroke: colour, lineWidth: 2}});
        return {type: 'group', children: [line([...from, ...to]), line(end(from)), line(end(to))]};
      },
    };
  }

  const spreads = points => points.filter(point => point.low < point.high);

  function referenceLines(colours, key, references) {
    return references.map(reference => ({
      [key]: reference.value,
      name: `${reference.name} ${number(reference.value)}`,
      lineStyle: {color: colours.ink, type: [6, 4], width: 1.5},
      label: {position: key === 'yAxis' ? 'insideEndTop' : 'start'},
    }));
  }

  const lines = (colours, data) => ({
    silent: true, symbol: 'none', animation: false, data,
    label: {color: colours.ink, formatter: line => line.name, textBorderColor: colours.paper, textBorderWidth: 2},
  });

  const areas = (colours, key, bands) => ({
    silent: true,
    itemStyle: {color: colours.band},
    label: {color: colours.ink, position: key === 'yAxis' ? 'insideTopLeft' : 'insideTop'},
    data: bands.map(band => [{[key]: band.low, name: band.name}, {[key]: band.high}]),
  });

  const categories = (colours, names) => ({
    type: 'category',
    inverse: true,
    data: names,
    axisLabel: {color: colours.ink, interval: 0, lineHeight: 15, width: innerWidth < NARROW_PX ? 110 : 260, overflow: 'break'},
    axisLine: {lineStyle: {color: colours.muted}},
    axisTick: {show: false},
  });

  const read = (item, unit) => `${item.name}: ${number(item.value)}${spread(item)} ${unit}${note(item)}`;

  function bars(chart, colours) {
    const values = chart.bars.flatMap(bar => [bar.low, bar.high]).concat(chart.references.map(line => line.value));
    return {
      heightPx: 90 + ROW_PX * chart.bars.length,
      readings: chart.bars.map((bar, i) => ({series: 0, item: i, text: read(bar, chart.axis.name)})),
      option: {
        grid: {left: 8, right: 24, top: 28, bottom: 32, containLabel: true},
        xAxis: {...axis(colours, chart.axis, values, true), nameGap: 28},
        yAxis: categories(colours, chart.bars.map(bar => bar.name)),
        series: [
          {
            type: 'bar', barMaxWidth: 22, itemStyle: {color: colours.series[0]},
            data: chart.bars.map(bar => bar.value),
            markLine: lines(colours, referenceLines(colours, 'xAxis', chart.references)),
          },
          whiskers(colours.ink, chart.bars.map((bar, i) => [i, bar.low, bar.high]).filter(([, low, high]) => low < high), true),
        ],
      },
    };
  }

  function forest(chart, colours) {
    const {intervals, band} = chart;
    const values = intervals.flatMap(one => [one.low, one.high]).concat(band.low, band.high);
    return {
      heightPx: 90 + ROW_PX * intervals.length,
      readings: intervals.map((one, i) => ({series: 0, item: i, text: read(one, chart.axis.name)})),
      option: {
        grid: {left: 8, right: 24, top: 12, bottom: 32, containLabel: true},
        xAxis: {...axis(colours, chart.axis, values, false), nameGap: 28},
        yAxis: categories(colours, intervals.map(one => one.note ? `${one.name}\n${one.note.split(':')[0]}` : one.name)),
        series: [
          {
            type: 'scatter', symbol: 'diamond', symbolSize: 12, itemStyle: {color: colours.series[0], opacity: 1},
            data: intervals.map((one, i) => [one.value, i]),
            markArea: areas(colours, 'xAxis', [band]),
            z: 4,
          },
          whiskers(colours.series[0], intervals.map((one, i) => [i, one.low, one.high]), true),
        ],
      },
    };
  }

  function heatmap(chart, colours) {
    const cells = chart.cells.flatMap((row, y) => row.map((cell, x) => ({x, y, text: cell.text, value: Number(cell.value)})));
    const levels = cells.filter(cell => cell.value > 0).map(cell => Math.log(cell.value));
    const [low, high] = [Math.min(...levels), Math.max(...levels)];
    const shade = cell => cell.value > 0 ? (high > low ? (Math.log(cell.value) - low) / (high - low) : 0.5) : 0;
    const filled = cells.filter(cell => cell.value > 0);
    const empty = cells.filter(cell => !(cell.value > 0));
    const data = (some, colour) => some.map(cell => ({
      value: [cell.x, cell.y, shade(cell)], text: cell.text, label: {color: colour(shade(cell))},
    }));
    const narrow = innerWidth < NARROW_PX;
    const widthPx = Math.max(30, Math.min(120, Math.floor((narrow ? innerWidth - 160 : 700) / chart.columns.length)));
    const label = {
      show: true, position: 'inside', fontSize: narrow ? 10 : 13, width: widthPx, overflow: 'break',
      formatter: item => item.data.text,
    };
    return {
      heightPx: (narrow ? 110 : 70) + ROW_PX * chart.rows.length,
      readings: [filled, empty].flatMap((some, series) => some.map((cell, item) =>
        ({series, item, text: `${chart.rows[cell.y]}, ${chart.columns[cell.x]}: ${cell.text}`}))),
      option: {
        grid: {left: 8, right: 8, top: 16, bottom: 8, containLabel: true},
        xAxis: {
          type: 'category', position: 'top', data: chart.columns, axisTick: {show: false}, axisLine: {show: false},
          axisLabel: {color: colours.ink, interval: 0, width: widthPx, overflow: 'break', lineHeight: 15},
        },
        yAxis: {...categories(colours, chart.rows), axisLine: {show: false}},
        visualMap: {show: false, seriesIndex: 0, min: 0, max: 1, dimension: 2, inRange: {color: colours.heat}},
        series: [
          {
            type: 'heatmap', label,
            data: data(filled, share => textOn(echarts.color.lerp(share, colours.heat))),
            itemStyle: {borderColor: colours.paper, borderWidth: 2},
            emphasis: {itemStyle: {borderColor: colours.ink}},
          },
          {type: 'scatter', label, data: data(empty, () => colours.muted), symbolSize: 1, itemStyle: {color: 'transparent', opacity: 1}},
        ],
      },
    };
  }

  function xy(chart, colours) {
    const shown = chart.series.flatMap(one => one.points);
    const values = shown.flatMap(point => [point.low, point.high])
      .concat(chart.references.map(line => line.value), chart.bands.flatMap(band => [band.low, band.high]));
    const looks = chart.series.map((_, i) => look(colours, i));
    const series = chart.series.map((one, i) => ({
      name: one.name,
      type: one.mark === 'DOTS' ? 'scatter' : 'line',
      showSymbol: one.mark !== 'LINE',
      symbol: looks[i].symbol,
      symbolSize: 9,
      symbolKeepAspect: true,
      color: looks[i].color,
      itemStyle: {opacity: 1},
      lineStyle: {type: looks[i].dash, width: 2},
      data: one.points.map(point => [place(chart.x, point.x), point.y]),
      z: 4,
    }));
    const places = chart.markers.map(marker => ({
      xAxis: place(chart.x, marker.x), name: marker.name, label: {position: 'insideEndTop'},
      lineStyle: {color: colours.ink, type: 'solid', width: 2},
    }));
    if (series.length > 0) {
      series[0].markLine = lines(colours, [...referenceLines(colours, 'yAxis', chart.references), ...places]);
      series[0].markArea = areas(colours, 'yAxis', chart.bands);
    }
    const errors = chart.series.map((one, i) => ({
      ...whiskers(looks[i].color, spreads(one.points).map(point => [place(chart.x, point.x), point.low, point.high]), false),
      name: one.name,
    }));
    return {
      heightPx: 360,
      readings: chart.series.flatMap((one, s) => one.points.map((point, i) => ({
        series: s, item: i,
        text: `${one.name}, ${chart.x.name} ${number(point.x)}: ${number(point.y)}${spread(point)} ${chart.y.name}${note(point)}`,
      }))),
      option: {
        legend: {top: 0, data: chart.series.map(one => one.name), textStyle: {color: colours.ink}, formatter: shorten, itemWidth: chart.series.every(one => one.mark === 'DOTS') ? 14 : 40},
        grid: {left: 8, right: 36, bottom: 36, containLabel: true},
        xAxis: {...axis(colours, chart.x, shown.map(point => point.x), false), nameGap: 28},
        yAxis: {
          ...axis(colours, chart.y, values, false),
          nameLocation: 'end', nameGap: 10, nameTextStyle: {color: colours.muted, align: 'left'},
        },
        series: [...series, ...errors],
      },
    };
  }

  const KINDS = {bars, forest, heatmap, xy};

  function draw(element) {
    const chart = JSON.parse(element.querySelector('script').textContent);
    const surface = element.querySelector('.chart');
    const reading = element.querySelector('.reading');
    let instance;
    let readings = [];
    let current = -1;

    function render() {
      const plan = KINDS[chart.kind](chart, theme());
      instance?.dispose();
      surface.style.height = `${plan.heightPx}px`;
      instance = echarts.init(surface, null, {renderer: 'svg'});
      readings = plan.readings;
      instance.setOption({
        animation: false,
        backgroundColor: 'transparent',
        textStyle: {fontFamily: 'system-ui, sans-serif'},
        tooltip: {
          confine: true,
          formatter: hit => escape(readings.find(one => one.series === hit.seriesIndex && one.item === hit.dataIndex)?.text ?? hit.name),
        },
        ...plan.option,
      });
      if (plan.option.legend) {
        makeRoomForLegend(plan);
      }
    }

    /** A legend wraps, and only when it is drawn it is known how high it is. */
    function makeRoomForLegend(plan) {
      const legend = instance.getModel().getComponent('legend');
      const legendPx = instance.getViewOfComponentModel(legend).group.getBoundingRect().height;
      surface.style.height = `${plan.heightPx + legendPx}px`;
      instance.resize();
      instance.setOption({grid: {top: legendPx + 44}});
    }

    function step(by) {
      current = (current + by + readings.length) % readings.length;
      const {series, item, text} = readings[current];
      reading.textContent = text;
      instance.dispatchAction({type: 'showTip', seriesIndex: series, dataIndex: item});
    }

    element.addEventListener('keydown', event => {
      const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (by && readings.length > 0) {
        event.preventDefault();
        step(current < 0 && by < 0 ? 0 : by);
      }
    });
    element.addEventListener('blur', () => instance.dispatchAction({type: 'hideTip'}));
    let widthPx = surface.clientWidth;
    new ResizeObserver(() => {
      if (surface.clientWidth !== widthPx) {
        widthPx = surface.clientWidth;
        render();
      }
    }).observe(surface);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render);
    render();
  }

  document.querySelectorAll('figure').forEach(draw);
})();
